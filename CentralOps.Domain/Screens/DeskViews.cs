using CentralOps.Domain.Administration;
using CentralOps.Domain.Audit;
using CentralOps.Domain.Cases;
using CentralOps.Domain.Cases.Advancing;
using CentralOps.Domain.Dispatch;
using CentralOps.Domain.Entry;
using CentralOps.Domain.Kernel;
using CentralOps.Domain.Processes;
using CentralOps.Domain.Processes.Design;
using CentralOps.Domain.Recognition;

namespace CentralOps.Domain.Screens;

/// <summary>Composes what panels show, after checking that this person may see it.</summary>
public sealed class DeskViews(
    ICaseReader cases, IStaffDirectory staff, IBranches branches, VoucherConfiguration vouchers, IProcessCatalog processes, IParameters parameters, ScreenCatalogue screens, ISampleCases samples, IStepCatalogue steps, IAuditTrail audit) : IDeskViews
{
    /// <inheritdoc />
    public async Task<Outcome<SliceView>> SliceAsync(Guid userId, Guid itemId, CancellationToken cancel = default)
    {
        if (await HeldAsync(userId, itemId, cancel) is not { } item) return new Refusal("dispatch.lease-lost");
        return SliceOf(item);
    }

    /// <inheritdoc />
    public async Task<Outcome<ArbitrationView>> ArbitrationAsync(Guid userId, Guid itemId, CancellationToken cancel = default)
    {
        if (await HeldAsync(userId, itemId, cancel) is not { } item) return new Refusal("dispatch.lease-lost");
        var slice = SliceOf(item);
        if (!slice.Succeeded) return slice.Refusal!;
        var values = (StoredJson.Read<SlicePayload>(item.Payload).Values ?? []).Distinct().ToArray();
        new Random(item.Id.GetHashCode()).Shuffle(values); // which value is whose must not show; the same order at every look
        return new ArbitrationView(slice.Value, values);
    }

    /// <inheritdoc />
    public async Task<Outcome<VoucherView>> VoucherAsync(Guid userId, Guid itemId, CancellationToken cancel = default)
    {
        if (await HeldAsync(userId, itemId, cancel) is not { Task: EnterFieldsStep.Voucher } item || await cases.ReadAsync(item.CaseId, cancel) is not { } @case) return new Refusal("dispatch.lease-lost");
        var payload = StoredJson.Read<VoucherPayload>(item.Payload);
        if (@case.Pages.Find(p => p.Id == payload.PageId) is not { Replaced: false } page) return new Refusal("dispatch.task-gone");
        var shown = parameters.Get(ParameterKeys.EntryProposals) == "true";
        var view = new VoucherView(page, [.. InReadingOrder([.. payload.Fields.Select(@case.Field).OfType<CaseField>()]).Select(f => FieldOf(f, shown))]);
        return ScreenOf(item) is { } screen ? view.On(screen) : view;
    }

    // Row by row from the top, each from the left: the page may be skewed, so what overlaps by half of its height is in one row.
    private static List<CaseField> InReadingOrder(List<CaseField> fields)
    {
        static (double Top, double Height, double Left) Place(CaseField f) => f.Quad is { Length: 8 } q ? (q[1], q[5] - q[1], q[0]) : (double.MaxValue, 0, 0);
        var (ordered, left) = (new List<CaseField>(), fields.OrderBy(f => Place(f).Top).ToList());
        while (left.Count > 0)
        {
            var first = Place(left[0]);
            var row = left.TakeWhile(f => Place(f).Top <= first.Top + (first.Height / 2)).OrderBy(f => Place(f).Left).ToList();
            ordered.AddRange(row);
            left.RemoveRange(0, row.Count);
        }

        return ordered;
    }

    private VoucherFieldView FieldOf(CaseField field, bool shown)
    {
        var definition = vouchers.Fields.Of(field.Code);
        return new VoucherFieldView(definition, field.Quad, shown && vouchers.Fields.Problems(field.Code, field.MachineValue).Count == 0 ? FieldProposal.Of(field, definition) : null);
    }

    /// <inheritdoc />
    public async Task<Outcome<CaseView>> CaseAsync(Guid userId, Guid itemId, CancellationToken cancel = default)
    {
        if (await cases.WorkAsync(itemId, cancel) is not { IsOpen: true } item || await staff.FindAsync(userId, cancel) is not { } person) return new Refusal("dispatch.task-gone");
        var may = item.Kind switch
        {
            WorkKind.Human => item.HolderId == userId && item.State is WorkState.Offered or WorkState.Working && !item.Task.StartsWith("entry.", StringComparison.Ordinal),
            WorkKind.Branch => person.BranchCode == item.BranchCode && (person.May(Permissions.CaseSubmit) || person.May(Permissions.BranchAuthorize)),
            _ => false,
        };
        if (!may) return new Refusal("dispatch.lease-lost");
        if (await ComposeAsync(item.CaseId, item, person, cancel) is not { } view) return new Refusal("cases.unknown");
        return ScreenOf(item) is { } screen ? view.On(screen) : view;
    }

    /// <inheritdoc />
    public async Task<Outcome<string>> RevealAsync(Guid userId, Guid itemId, string fieldCode, CancellationToken cancel = default)
    {
        if (await cases.WorkAsync(itemId, cancel) is not { IsOpen: true } item || await staff.FindAsync(userId, cancel) is not { } person) return new Refusal("dispatch.task-gone");
        if (item.HolderId != userId || item.State is not (WorkState.Offered or WorkState.Working)) return new Refusal("dispatch.lease-lost");
        if (item.Task.StartsWith("entry.", StringComparison.Ordinal) || ScreenOf(item) is not { } screen || await cases.ReadAsync(item.CaseId, cancel) is not { } @case
            || @case.Field(fieldCode) is not { } field || !screen.Screen.Shows(field)) return new Refusal("screens.not-shown");
        await audit.RecordAsync(person.UserName, "field.revealed", "case", @case.Number, new { field = fieldCode, item.Task, screen = screen.Screen.Key, screen.Version }, cancel);
        return field.Value ?? "";
    }

    /// <inheritdoc />
    public async Task<Outcome<CaseView>> CaseForPreviewAsync(Guid userId, string caseNumber, CancellationToken cancel = default)
    {
        if (await staff.FindAsync(userId, cancel) is not { } person || !person.May(Permissions.AdminConfiguration)) return new Refusal("administration.not-permitted");
        if (await samples.FindAsync(caseNumber, cancel) is not { } sample || await ComposeAsync(sample.Id, null, person, cancel) is not { } view) return new Refusal("cases.unknown");
        await audit.RecordAsync(person.UserName, "case.viewed", "case", view.Number, new { purpose = "screen designer" }, cancel);
        return view;
    }

    private ShownScreen? ScreenOf(WorkItem item) => item.Kind == WorkKind.Human ? screens.For(item.Task, item.Post, item.BusinessType) : null;

    /// <inheritdoc />
    public async Task<Outcome<CaseView>> CaseForReaderAsync(Guid userId, Guid caseId, CancellationToken cancel = default)
    {
        if (await staff.FindAsync(userId, cancel) is not { } person || await ComposeAsync(caseId, null, person, cancel) is not { } view) return new Refusal("cases.unknown");
        if (!person.May(Permissions.CaseViewAll) && !(person.May(Permissions.CaseView) && person.BranchCode == view.BranchCode)) return new Refusal("cases.unknown");
        await audit.RecordAsync(person.UserName, "case.viewed", "case", view.Number, null, cancel);
        return view;
    }

    private async Task<WorkItem?> HeldAsync(Guid userId, Guid itemId, CancellationToken cancel) =>
        await cases.WorkAsync(itemId, cancel) is { } item && item.HolderId == userId && item.State is WorkState.Offered or WorkState.Working ? item : null;

    private Outcome<SliceView> SliceOf(WorkItem item)
    {
        var payload = StoredJson.Read<SlicePayload>(item.Payload);
        if (payload.Slice is null) return new Refusal("entry.no-slice");
        var definition = vouchers.Fields.Of(payload.Field);
        return new SliceView(item, definition.Code, definition.NameZh, definition.NameEn, definition.Type, definition.Length, definition.Optional, definition.Values, payload.Slice, payload.Proposal);
    }

    private async Task<CaseView?> ComposeAsync(Guid caseId, WorkItem? item, StaffMember person, CancellationToken cancel)
    {
        if (await cases.ReadAsync(caseId, cancel) is not { } @case) return null;
        var type = vouchers.BusinessType(@case.BusinessType);
        var branch = await branches.FindAsync(@case.BranchCode, cancel);
        var events = await cases.EventsAsync(caseId, cancel);
        var names = new Dictionary<Guid, string?>();
        foreach (var id in events.Select(e => e.UserId).Concat(@case.Body.Pictures.SelectMany(p => new[] { p.AskedBy, p.AnsweredBy })).OfType<Guid>().Distinct()) names[id] = (await staff.FindAsync(id, cancel))?.DisplayName;
        var elements = @case.Body.Visited.Select(path => (Path: path, Element: ProcessPaths.Find(processes, @case.Process, path))).Where(e => e.Element is not null).ToList();
        var elementOf = elements.GroupBy(e => e.Element!.Id).ToDictionary(g => g.Key, g => g.First().Element!);
        var onPage = item is null;
        return new CaseView
        {
            Item = item,
            CaseId = @case.Id,
            Number = @case.Number,
            BusinessType = @case.BusinessType,
            TypeZh = type?.NameZh ?? @case.BusinessType,
            TypeEn = type?.NameEn ?? @case.BusinessType,
            BranchCode = @case.BranchCode,
            BranchZh = branch?.NameZh ?? @case.BranchCode,
            BranchEn = branch?.NameEn ?? @case.BranchCode,
            Status = @case.Status,
            Amount = @case.Amount,
            CustomerName = @case.CustomerName,
            SubmittedAt = @case.SubmittedAt,
            DueAt = item?.DueAt ?? @case.DueAt,
            FinishedAt = @case.FinishedAt,
            Pages = [.. @case.LivePages],
            Regions = [.. @case.LivePages.SelectMany(p => RegionsOf(p, @case))],
            Fields = [.. @case.Fields.Select(f => View(f, onPage)).OrderBy(f => f.Failures.Count > 0 ? 0 : f.Field.Status == FieldStatus.Accepted ? 2 : 1)],
            FormOrder = [.. type?.Form.Select(f => f.Code) ?? []],
            Evidence = @case.Evidence,
            Events = [.. events.Select(e => (Event: e, Element: e.Element is { } id ? elementOf.GetValueOrDefault(id) : null))
                .Select(e => new EventView(e.Event, e.Event.UserId is { } id ? names.GetValueOrDefault(id) : null, e.Element?.Name, e.Element?.Step?.Step))],
            Facts = @case.Facts,
            AskedBy = AskedBy(item),
            ReturnTargets = elements.Where(e => e.Element!.Step is { } step && steps.Find(step.Step) is { Returnable: true } && step.Step != item?.Step).GroupBy(e => e.Path).ToDictionary(g => g.Key, g => g.First().Element!.Name),
            OpenWork = person.May(Permissions.CaseViewAll) || onPage ? await cases.OpenWorkAsync(caseId, cancel) : [],
            Return = @case.Body.Return,
            Pictures = [.. @case.Body.Pictures.Select(p => new PictureView(p, names.GetValueOrDefault(p.AskedBy), p.AnsweredBy is { } id ? names.GetValueOrDefault(id) : null))],
        };
    }

    // A field may stand on several papers and is read from one of them.
    private IEnumerable<FieldRegion> RegionsOf(CasePage page, Case @case)
    {
        var layout = page is { TemplateKey: { } key, Registration.Length: 9 } ? vouchers.Template(key, page.TemplateVersion)?.Fields ?? [] : [];
        return layout.Select(f => (f.Code, Quad: PageGeometry.Quad(f.Region, page.Registration!)))
            .Concat(@case.Fields.Where(f => f.PageId == page.Id && f.Quad is { Length: 8 }).Select(f => (f.Code, Quad: f.Quad!)))
            .Select(f => new FieldRegion(page.Id, f.Code, [.. f.Quad.Select(n => Math.Round(n))])).DistinctBy(r => (r.Field, string.Join(' ', r.Quad)));
    }

    private FieldView View(CaseField field, bool onPage)
    {
        var definition = vouchers.Fields.Of(field.Code);
        var masked = onPage && definition.Sensitivity == "secret" && !string.IsNullOrEmpty(field.Value);
        if (masked) field = field.Showing("••••");
        return new FieldView(field, definition.NameZh, definition.NameEn, masked, field.Failures?.Split('\n') ?? []) { Length = definition.Length, Values = definition.Values };
    }

    private static IReadOnlyList<string> AskedBy(WorkItem? item) =>
        item is not null && StoredJson.Read<Dictionary<string, object?>>(item.Payload).GetValueOrDefault("askedBy") is IEnumerable<object?> list ? [.. list.Select(x => x?.ToString() ?? "")] : [];
}
