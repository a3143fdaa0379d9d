using System.Security.Cryptography;
using System.Text;
using CentralOps.Domain.Administration;
using CentralOps.Domain.Audit;
using CentralOps.Domain.Cases;
using CentralOps.Domain.Cases.Advancing;
using CentralOps.Domain.CentralAuthorization.Requests;
using CentralOps.Domain.Dispatch;
using CentralOps.Domain.Intake;
using CentralOps.Domain.Intake.Capture;
using CentralOps.Domain.Intake.Pictures;
using CentralOps.Domain.Intake.Rework;
using CentralOps.Domain.Intake.Submit;
using CentralOps.Domain.Intake.Withdraw;
using CentralOps.Domain.Kernel;
using CentralOps.Web.Account;
using CentralOps.Web.Cases.Progress;
using CentralOps.Web.Texts;
using Microsoft.Extensions.Options;

namespace CentralOps.Web.CentralAuthorization.Api;

/// <summary>
/// Counter authorization for the counter system: it asks in a teller's name, follows the request, answers what the centre wants, and uses the number. Every call goes
/// through the use cases of the teller's own page; <c>docs/counter-authorization-api.md</c> shows each.
/// </summary>
public sealed class CounterApi(
    BranchTypes types, IBranchLists lists, AuthorizationRequests requests, ICaseReader cases, IStaffDirectory staff, IAuditTrail audit, CentreFeed feed, IOptionsMonitor<ApiClients> clients, ReasonTexts reasons,
    TextCatalogue texts)
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(5); // a hint may be lost

    /// <summary><c>POST /</c>: a new request, or the one that this id has made already.</summary>
    public async Task<IResult> AskAsync(HttpContext http, CapturePages capture, SubmitCase submit, CancellationToken cancel)
    {
        var body = await CounterBody.ReadFormAsync<AskCall>(http.Request, cancel);
        if (body.Refusal is { } unread) return Refused(unread);
        var (call, files) = body.Value;
        if (!CounterBody.IsId(call.RequestId)) return Refused(new Refusal("api.bad-id"));
        var client = ClientOf(http);
        if (await TellerAsync(client, call.Teller, cancel) is not { } teller) return Refused(new Refusal("api.unknown-teller", call.Teller));
        if (TypeOf(call.Type) is not { } type) return Refused(new Refusal("intake.unknown-type", call.Type ?? ""));

        if (SubmissionForm.Check(types.FormOf(type.Key), call.Fields) is { } wrong) return Refused(wrong);
        var submission = IdOf(client, "ask", call.RequestId);
        if (await lists.FindSubmissionAsync(teller.Id, submission, cancel) is { } known) return await AgainAsync(client, known, type.Key, call.Fields, cancel);
        if (await types.ClosedAsync(teller.BranchCode, cancel) is { } closed) return Refused(closed);
        var captured = await CaptureAsync(capture, teller.Id, files, cancel);
        if (captured.Refusal is { } unusable) return Refused(unusable);
        var sent = await submit.SubmitAsync(teller.Id, new Submission(submission, type.Key, captured.Value, call.Confirmed ?? [], "api") { Fields = call.Fields }, cancel);
        if (sent.Refusal is { } refused) return Refused(refused.Code == "intake.form-taken" ? new Refusal("api.id-taken") : refused);
        // Another call with the same id may have been quicker by a moment: its case is the answer only when it asks for the same.
        if (!await requests.IsForAsync(sent.Value.CaseId, type.Key, call.Fields, cancel)) return Refused(new Refusal("api.id-taken"));
        await audit.RecordAsync(client.Name, "api.requested", "case", sent.Value.Number, new { teller = teller.UserName, call.RequestId }, cancel);
        return Results.Created($"{CounterEndpoints.Path}/{sent.Value.CaseId}", await ViewAsync(client, sent.Value.CaseId, cancel));
    }

    /// <summary><c>GET /{id}?wait=S&amp;state=X</c>: where it is; waits up to S seconds (30 at most) for another state than X.</summary>
    public async Task<IResult> FindAsync(HttpContext http, Guid id, int wait = 0, string? state = null, CancellationToken cancel = default)
    {
        var client = ClientOf(http);
        using var changed = new SemaphoreSlim(0);
        using var listening = feed.Subscribe(c => { if (c.CaseId == id) changed.Release(); });
        var until = TimeSpan.FromSeconds(Math.Clamp(wait, 0, LongestWait.TotalSeconds));
        var clock = System.Diagnostics.Stopwatch.StartNew();
        while (true)
        {
            if (await ViewAsync(client, id, cancel) is not { } view) return Refused(new Refusal("api.unknown-request"));
            var rest = until - clock.Elapsed;
            if (view.State != (state ?? view.State) || rest <= TimeSpan.Zero || state is null) return Results.Ok(view);
            await changed.WaitAsync(rest < Look ? rest : Look, cancel);
        }
    }

    /// <summary><c>POST /{id}/answers</c>: what the centre has asked for.</summary>
    public async Task<IResult> AnswerAsync(HttpContext http, Guid id, CapturePages capture, AnswerPicture picture, AnswerReturn answer, CancellationToken cancel)
    {
        var body = await CounterBody.ReadFormAsync<AnswerCall>(http.Request, cancel);
        if (body.Refusal is { } unread) return Refused(unread);
        var (call, files) = body.Value;
        if (!CounterBody.IsId(call.RequestId)) return Refused(new Refusal("api.bad-id"));
        var client = ClientOf(http);
        if (await TellerAsync(client, call.Teller, cancel) is not { } teller) return Refused(new Refusal("api.unknown-teller", call.Teller));
        if (await requests.FindAsync(teller.Id, id, cancel) is null) return Refused(new Refusal("api.unknown-request"));
        if ((await cases.OpenWorkAsync(id, cancel)).FirstOrDefault(w => w.Kind == WorkKind.Branch && w.Task is AnotherPicture.Task or ReworkStep.Task) is not { } item) return Refused(new Refusal("api.nothing-asked"));

        var captured = await CaptureAsync(capture, teller.Id, files, cancel);
        if (captured.Refusal is { } unusable) return Refused(unusable);
        IReadOnlyList<PageReplacement> pages = [.. captured.Value.Select(p => new PageReplacement(p, null))];
        var command = IdOf(client, "answer", call.RequestId);
        var answered = item.Task == AnotherPicture.Task
            ? await picture.AnswerAsync(teller.Id, item.Id, command, pages, call.Text, cancel)
            : await answer.AnswerAsync(teller.Id, item.Id, command, pages, call.Text, call.Fields, cancel);
        return await DoneAsync(client, id, answered, "api.answered", teller, cancel);
    }

    /// <summary><c>POST /{id}/withdrawal</c>: the counter does without.</summary>
    public async Task<IResult> WithdrawAsync(HttpContext http, Guid id, WithdrawCase withdraw, CancellationToken cancel)
    {
        var call = await CounterBody.ReadAsync<WithdrawCall>(http.Request, cancel);
        if (call.Refusal is { } unread) return Refused(unread);
        var client = ClientOf(http);
        if (await TellerAsync(client, call.Value.Teller, cancel) is not { } teller) return Refused(new Refusal("api.unknown-teller", call.Value.Teller));
        if (await requests.FindAsync(teller.Id, id, cancel) is not { } request) return Refused(new Refusal("api.unknown-request"));
        if (request.Status == CaseStatus.Withdrawn) return Results.Ok(await ViewAsync(client, id, cancel));
        return await DoneAsync(client, id, await withdraw.WithdrawAsync(teller.Id, id, cancel), "api.withdrawn", teller, cancel);
    }

    /// <summary><c>POST /uses</c>: the transaction is carried out with a number, once.</summary>
    public async Task<IResult> UseAsync(HttpContext http, CancellationToken cancel)
    {
        var body = await CounterBody.ReadAsync<UseCall>(http.Request, cancel);
        if (body.Refusal is { } unread) return Refused(unread);
        var call = body.Value;
        if (!CounterBody.IsId(call.RequestId)) return Refused(new Refusal("api.bad-id"));
        var client = ClientOf(http);
        if (await TellerAsync(client, call.Teller, cancel) is not { } teller) return Refused(new Refusal("api.unknown-teller", call.Teller));
        var used = await requests.UseAsync(teller.Id, call.AuthorizationNumber, call.Fields, $"{client.Name}:{call.RequestId}", cancel);
        return used.Refusal is { } refused ? Refused(refused) : await DoneAsync(client, used.Value, Outcome.Ok, "api.used", teller, cancel);
    }

    private async Task<IResult> DoneAsync(ApiClient client, Guid id, Outcome outcome, string what, StaffMember teller, CancellationToken cancel)
    {
        if (outcome.Refusal is { } refused) return Refused(refused);
        var view = await ViewAsync(client, id, cancel);
        await audit.RecordAsync(client.Name, what, "case", view!.Number, new { teller = teller.UserName }, cancel);
        return Results.Ok(view);
    }

    // A retry after a lost answer; another transaction under the same id is a mistake of the caller's.
    private async Task<IResult> AgainAsync(ApiClient client, SubmittedCase known, string type, IReadOnlyDictionary<string, string> fields, CancellationToken cancel) =>
        await requests.IsForAsync(known.CaseId, type, fields, cancel) ? Results.Ok(await ViewAsync(client, known.CaseId, cancel)) : Refused(new Refusal("api.id-taken"));

    private static async Task<Outcome<IReadOnlyList<DraftPage>>> CaptureAsync(CapturePages capture, Guid teller, IReadOnlyList<SentFile> files, CancellationToken cancel)
    {
        var pages = new List<DraftPage>();
        foreach (var file in files)
        {
            var captured = await capture.CaptureAsync(teller, file.Name, file.Bytes, cancel);
            if (captured.Refusal is { } refused) return refused;
            pages.AddRange(captured.Value);
        }

        return pages;
    }

    private async Task<CounterRequest?> ViewAsync(ApiClient client, Guid id, CancellationToken cancel)
    {
        if (await requests.ReadAsync(id, cancel) is not { } request || !client.SpeaksFor(request.BranchCode)) return null;
        var steps = (await cases.OpenWorkAsync(id, cancel)).Where(w => w.Kind is WorkKind.Human or WorkKind.Branch).Select(w => w.Task).Distinct().Order(StringComparer.Ordinal);
        var reason = request.RejectReason ?? request.ReturnReason;
        return new CounterRequest(id, request.CaseNumber, request.State, [.. steps], request.Open ? request.Number : null, request.UsedAt, reason, reason is null ? null : reasons.Find(reason), request.Wanted);
    }

    private async Task<StaffMember?> TellerAsync(ApiClient client, string userName, CancellationToken cancel) =>
        await staff.FindByUserNameAsync(userName, cancel) is { } person && person.May(Permissions.CaseSubmit) && client.SpeaksFor(person.BranchCode) ? person : null;

    private BusinessType? TypeOf(string? key) => types.All.FirstOrDefault(t => t is { Retired: false, Page: AuthorizationRequests.Page } && (key is null || t.Key == key));

    private ApiClient ClientOf(HttpContext http) => clients.CurrentValue.Of(http.User);

    private static Guid IdOf(ApiClient client, string what, string id) => new(SHA256.HashData(Encoding.UTF8.GetBytes($"api:{client.Name}:{what}:{id}")).AsSpan(0, 16));

    private IResult Refused(Refusal refusal) => Results.Problem(texts.Of(refusal), statusCode: StatusOf(refusal.Code), extensions: new Dictionary<string, object?> { ["code"] = refusal.Code });

    private static int StatusOf(string code) => code switch
    {
        "api.unknown-request" or "authorization.unknown" => StatusCodes.Status404NotFound,
        "api.too-large" or "capture.file-too-large" => StatusCodes.Status413PayloadTooLarge,
        "api.not-json" or "api.not-a-form" => StatusCodes.Status415UnsupportedMediaType,
        "api.bad-json" or "api.bad-id" or "api.too-many-files" => StatusCodes.Status400BadRequest,
        "api.unknown-teller" or "access.denied" => StatusCodes.Status403Forbidden,
        "api.id-taken" or "api.nothing-asked" or "authorization.used" or "authorization.expired" or "authorization.data-changed" or "dispatch.task-gone" or "cases.busy" => StatusCodes.Status409Conflict,
        "capture.machine-failed" or "capture.unavailable" or "capture.timeout" or "capture.pdf-unavailable" or "content.disk-full" or "content.not-writable" => StatusCodes.Status503ServiceUnavailable,
        _ => StatusCodes.Status422UnprocessableEntity,
    };
}
