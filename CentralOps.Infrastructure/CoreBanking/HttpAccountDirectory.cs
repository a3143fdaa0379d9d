using System.Net;
using System.Net.Http.Json;
using CentralOps.Domain.CoreBanking;

namespace CentralOps.Infrastructure.CoreBanking;

internal sealed class HttpAccountDirectory(IHttpClientFactory clients) : IAccountDirectory
{
    public async Task<AccountFacts?> FindAsync(string account, CancellationToken cancel = default)
    {
        var answer = await AskAsync<AccountAnswer>($"core/v1/accounts/{Uri.EscapeDataString(account)}", cancel);
        if (answer is null) return null;
        if (answer.Account != account) throw new CoreUnavailable("the core answered for another account");
        var status = answer.Status switch
        {
            "active" => AccountStatus.Active,
            "frozen" => AccountStatus.Frozen,
            "closed" => AccountStatus.Closed,
            _ => throw new CoreUnavailable($"the core gave the account status '{answer.Status}', which is not one of active, frozen, closed"),
        };
        return new AccountFacts(answer.Account, answer.Name, answer.BankName, answer.BankCode, status, answer.ContactName, answer.ContactPhone);
    }

    public async Task<ChequeState> ChequeAsync(string account, string chequeNumber, CancellationToken cancel = default)
    {
        var answer = await AskAsync<ChequeAnswer>($"core/v1/accounts/{Uri.EscapeDataString(account)}/cheques/{Uri.EscapeDataString(chequeNumber)}", cancel);
        return answer?.State switch
        {
            null or "not-issued" => ChequeState.NotIssued,
            "unused" => ChequeState.Unused,
            "used" => ChequeState.Used,
            "stopped" => ChequeState.Stopped,
            _ => throw new CoreUnavailable($"the core gave the cheque state '{answer.State}', which is not one of unused, used, not-issued, stopped"),
        };
    }

    /// <summary>Null only for the core's own "not found", recognised by its body: a wrong address also answers 404.</summary>
    private async Task<T?> AskAsync<T>(string path, CancellationToken cancel)
        where T : class
    {
        try
        {
            using var response = await clients.CreateClient(HttpCoreBanking.QueryClient).GetAsync(new Uri(path, UriKind.Relative), cancel);
            if (response.StatusCode == HttpStatusCode.NotFound && await response.Content.ReadFromJsonAsync<PostingAnswer>(Wire.Json, cancel) is { Status: Wire.Unknown }) return null;
            if (!response.IsSuccessStatusCode) throw new CoreUnavailable($"the core answered {(int)response.StatusCode}");
            return await response.Content.ReadFromJsonAsync<T>(Wire.Json, cancel) ?? throw new CoreUnavailable("the core's answer is empty");
        }
        catch (Exception e) when (HttpCoreBanking.IsOfTheLine(e) && !cancel.IsCancellationRequested)
        {
            throw new CoreUnavailable(HttpCoreBanking.Describe(e), e);
        }
    }
}
