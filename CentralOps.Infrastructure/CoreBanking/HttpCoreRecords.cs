using System.Net;
using System.Net.Http.Json;
using CentralOps.Domain.CoreBanking;
using CentralOps.Domain.CoreBanking.Records;

namespace CentralOps.Infrastructure.CoreBanking;

/// <summary>The core's records over HTTP. A change is sent once; what cannot be read for certain is "no answer".</summary>
internal sealed class HttpCoreRecords(IHttpClientFactory clients) : ICoreRecords
{
    public async Task<RecordAnswer> ChangeAsync(RecordOrder order, CancellationToken cancel = default)
    {
        var body = new RecordRequest(order.Key, order.Kind, order.CaseNumber, order.BranchCode, order.BusinessDate, order.Fields);
        try
        {
            using var response = await clients.CreateClient(HttpCoreBanking.PostClient).PostAsJsonAsync(new Uri("core/v1/records", UriKind.Relative), body, Wire.Json, cancel);
            return await ReadAsync(response, order.Key, cancel);
        }
        catch (Exception e) when (HttpCoreBanking.IsOfTheLine(e))
        {
            return new RecordAnswer.NoAnswer(HttpCoreBanking.Describe(e));
        }
    }

    public async Task<RecordAnswer> QueryAsync(string key, CancellationToken cancel = default)
    {
        try
        {
            using var response = await clients.CreateClient(HttpCoreBanking.QueryClient).GetAsync(new Uri($"core/v1/records/{Uri.EscapeDataString(key)}", UriKind.Relative), cancel);
            return await ReadAsync(response, key, cancel);
        }
        catch (Exception e) when (HttpCoreBanking.IsOfTheLine(e))
        {
            return new RecordAnswer.NoAnswer(HttpCoreBanking.Describe(e));
        }
    }

    public async Task<IReadOnlyDictionary<string, string>?> CustomerAsync(string account, CancellationToken cancel = default)
    {
        try
        {
            using var response = await clients.CreateClient(HttpCoreBanking.QueryClient).GetAsync(new Uri($"core/v1/customers/{Uri.EscapeDataString(account)}", UriKind.Relative), cancel);
            // Only the core's own "not found" counts: a wrong address also answers 404.
            if (response.StatusCode == HttpStatusCode.NotFound && await response.Content.ReadFromJsonAsync<PostingAnswer>(Wire.Json, cancel) is { Status: Wire.Unknown }) return null;
            if (!response.IsSuccessStatusCode) throw new CoreUnavailable($"the core answered {(int)response.StatusCode}");
            return await response.Content.ReadFromJsonAsync<CustomerReply>(Wire.Json, cancel) is { } reply && reply.Account == account
                ? reply.Values
                : throw new CoreUnavailable("the core answered for another account");
        }
        catch (Exception e) when (HttpCoreBanking.IsOfTheLine(e) && !cancel.IsCancellationRequested)
        {
            throw new CoreUnavailable(HttpCoreBanking.Describe(e), e);
        }
    }

    private static async Task<RecordAnswer> ReadAsync(HttpResponseMessage response, string key, CancellationToken cancel)
    {
        if (response.StatusCode is not (HttpStatusCode.OK or HttpStatusCode.UnprocessableEntity or HttpStatusCode.NotFound))
            return new RecordAnswer.NoAnswer($"the core answered {(int)response.StatusCode}");
        return await response.Content.ReadFromJsonAsync<RecordReply>(Wire.Json, cancel) switch
        {
            { Status: Wire.Done, Reference: { Length: > 0 } reference } done when done.Key == key => new RecordAnswer.Done(reference, done.Results ?? new Dictionary<string, string>()),
            { Status: Wire.Refused, Code: { Length: > 0 } code } refused when refused.Key == key => new RecordAnswer.Refused(code, refused.Message ?? code),
            { Status: Wire.Unknown } unknown when unknown.Key == key && response.StatusCode == HttpStatusCode.NotFound => new RecordAnswer.NotKnown(),
            _ => new RecordAnswer.NoAnswer($"the core's answer makes no sense: {(int)response.StatusCode}"),
        };
    }
}
