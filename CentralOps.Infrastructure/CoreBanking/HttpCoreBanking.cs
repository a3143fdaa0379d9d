using System.Net;
using System.Net.Http.Json;
using System.Runtime.CompilerServices;
using System.Text.Json;
using CentralOps.Domain.CoreBanking;
using Polly.CircuitBreaker;
using Polly.Timeout;

namespace CentralOps.Infrastructure.CoreBanking;

/// <summary>The core-banking system over HTTP. A booking is sent once; what cannot be read for certain is "no answer".</summary>
internal sealed class HttpCoreBanking(IHttpClientFactory clients) : ICoreBanking
{
    /// <summary>Sends bookings: time-out and circuit breaker, no retry, a fresh connection each time.</summary>
    internal const string PostClient = "core-post";

    /// <summary>Asks questions: may repeat them.</summary>
    internal const string QueryClient = "core-query";

    private const int PageSize = 500;

    public Task<CoreAnswer> PostAsync(CoreInstruction instruction, CancellationToken cancel = default) =>
        SendAsync("core/v1/postings", instruction, cancel);

    public Task<CoreAnswer> ReverseAsync(CoreInstruction instruction, CancellationToken cancel = default) =>
        SendAsync("core/v1/reversals", instruction, cancel);

    public async Task<CoreAnswer> QueryAsync(string idempotencyKey, CancellationToken cancel = default)
    {
        try
        {
            using var response = await clients.CreateClient(QueryClient).GetAsync(new Uri($"core/v1/postings/{Uri.EscapeDataString(idempotencyKey)}", UriKind.Relative), cancel);
            return await ReadAsync(response, idempotencyKey, mayBeUnknown: true, cancel);
        }
        catch (Exception e) when (IsOfTheLine(e))
        {
            return new CoreAnswer.NoAnswer(Describe(e));
        }
    }

    public async IAsyncEnumerable<CoreJournalEntry> JournalAsync(DateOnly businessDate, [EnumeratorCancellation] CancellationToken cancel = default)
    {
        long after = 0;
        while (true)
        {
            var page = await PageAsync(businessDate, after, cancel);
            foreach (var e in page.Entries)
            {
                after = e.Sequence;
                yield return new CoreJournalEntry(e.JournalNumber, e.Key, e.ReversesKey, e.DebitAccount, e.CreditAccount, e.Amount, e.BusinessDate, e.BookedAt);
            }
            if (!page.More) yield break;
            if (page.Entries.Count == 0) throw new CoreUnavailable("the core's journal promises more and gives nothing");
        }
    }

    private async Task<JournalPage> PageAsync(DateOnly businessDate, long after, CancellationToken cancel)
    {
        try
        {
            var uri = new Uri(FormattableString.Invariant($"core/v1/journal?date={businessDate:yyyy-MM-dd}&after={after}&take={PageSize}"), UriKind.Relative);
            return await clients.CreateClient(QueryClient).GetFromJsonAsync<JournalPage>(uri, Wire.Json, cancel) ?? throw new CoreUnavailable("the core's journal page is empty");
        }
        catch (Exception e) when (IsOfTheLine(e) && !cancel.IsCancellationRequested)
        {
            throw new CoreUnavailable(Describe(e), e);
        }
    }

    private async Task<CoreAnswer> SendAsync(string path, CoreInstruction i, CancellationToken cancel)
    {
        var body = new PostingRequest(
            i.IdempotencyKey, i.ReversesKey, i.DebitAccount, i.DebitName, i.CreditAccount, i.CreditName, i.CreditBank, i.Amount,
            i.BusinessDate, i.VoucherKind, i.VoucherNumber, i.CaseNumber, i.BranchCode, i.Summary);
        try
        {
            using var response = await clients.CreateClient(PostClient).PostAsJsonAsync(new Uri(path, UriKind.Relative), body, Wire.Json, cancel);
            return await ReadAsync(response, i.IdempotencyKey, mayBeUnknown: false, cancel);
        }
        catch (BrokenCircuitException e)
        {
            return new CoreAnswer.NotSent($"the core has failed too often: {e.Message}");
        }
        catch (HttpRequestException e) when (e.HttpRequestError is HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError)
        {
            return new CoreAnswer.NotSent(Describe(e));
        }
        catch (Exception e) when (IsOfTheLine(e))
        {
            return new CoreAnswer.NoAnswer(Describe(e));
        }
    }

    private static async Task<CoreAnswer> ReadAsync(HttpResponseMessage response, string key, bool mayBeUnknown, CancellationToken cancel)
    {
        if (response.StatusCode is not (HttpStatusCode.OK or HttpStatusCode.UnprocessableEntity or HttpStatusCode.NotFound))
            return new CoreAnswer.NoAnswer($"the core answered {(int)response.StatusCode}");
        var answer = await response.Content.ReadFromJsonAsync<PostingAnswer>(Wire.Json, cancel);
        return (response.StatusCode, answer) switch
        {
            (_, null) => new CoreAnswer.NoAnswer("the core's answer is empty"),
            (_, { } a) when a.Key != key => new CoreAnswer.NoAnswer("the core's answer is for another key"),
            (HttpStatusCode.OK, { Status: Wire.Booked, JournalNumber: { Length: > 0 } journal, BookedAt: { } at }) => new CoreAnswer.Booked(journal, at),
            (HttpStatusCode.OK or HttpStatusCode.UnprocessableEntity, { Status: Wire.Refused, Code: { Length: > 0 } code }) => new CoreAnswer.Refused(code, answer.Message ?? code),
            (HttpStatusCode.NotFound, { Status: Wire.Unknown }) when mayBeUnknown => new CoreAnswer.NotKnown(),
            _ => new CoreAnswer.NoAnswer($"the core's answer makes no sense: {(int)response.StatusCode} {answer.Status}"),
        };
    }

    /// <summary>Everything that a network, a time-out or an unreadable answer can throw; a cancelled wait is a lost answer too.</summary>
    internal static bool IsOfTheLine(Exception e) =>
        e is HttpRequestException or OperationCanceledException or TimeoutRejectedException or BrokenCircuitException or JsonException or IOException or NotSupportedException;

    internal static string Describe(Exception e) => e.InnerException is { } inner ? $"{e.Message} ({inner.Message})" : e.Message;
}
