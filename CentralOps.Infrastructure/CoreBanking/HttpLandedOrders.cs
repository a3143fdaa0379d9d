using System.Net.Http.Json;
using CentralOps.Domain.CoreBanking;
using CentralOps.Domain.Intake.Landing;
using Microsoft.Extensions.Options;

namespace CentralOps.Infrastructure.CoreBanking;

/// <summary>The online bank's landed orders over HTTP.</summary>
internal sealed class HttpLandedOrders(IHttpClientFactory clients, IOptions<CoreBankingOptions> options) : ILandedOrders
{
    private bool Asked => options.Value.LandedOrders ?? options.Value.Simulator.Enabled ?? options.Value.Url.Length == 0;

    public async Task<IReadOnlyList<LandedOrder>> WaitingAsync(CancellationToken cancel = default) => !Asked ? [] :
        [.. (await AskAsync(c => c.GetFromJsonAsync<List<LandedLine>>(new Uri("core/v1/landed-orders", UriKind.Relative), Wire.Json, cancel), cancel) ?? [])
            .Select(l => new LandedOrder(l.Number, l.BranchCode, l.Reason, l.Fields))];

    public async Task TakenAsync(string number, string caseNumber, CancellationToken cancel = default) => await AskAsync(async c =>
    {
        using var response = await c.PutAsJsonAsync(new Uri($"core/v1/landed-orders/{Uri.EscapeDataString(number)}/case", UriKind.Relative), new LandedTaken(caseNumber), Wire.Json, cancel);
        return response.IsSuccessStatusCode ? true : throw new CoreUnavailable($"the online bank answered {(int)response.StatusCode}");
    }, cancel);

    private async Task<T> AskAsync<T>(Func<HttpClient, Task<T>> ask, CancellationToken cancel)
    {
        try
        {
            return await ask(clients.CreateClient(HttpCoreBanking.QueryClient));
        }
        catch (Exception e) when (HttpCoreBanking.IsOfTheLine(e) && !cancel.IsCancellationRequested)
        {
            throw new CoreUnavailable(HttpCoreBanking.Describe(e), e);
        }
    }
}
