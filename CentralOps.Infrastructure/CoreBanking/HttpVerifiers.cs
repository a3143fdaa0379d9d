using System.Net.Http.Json;
using CentralOps.Domain.CoreBanking;

namespace CentralOps.Infrastructure.CoreBanking;

internal sealed class HttpPaymentCipherVerifier(IHttpClientFactory clients) : IPaymentCipherVerifier
{
    internal const string Client = "payment-cipher";

    public async Task<CipherVerdict> VerifyAsync(CipherQuestion question, CancellationToken cancel = default)
    {
        try
        {
            var body = new CipherRequest(question.Account, question.VoucherNumber, question.Amount, question.IssueDate, question.Cipher);
            using var response = await clients.CreateClient(Client).PostAsJsonAsync(new Uri("cipher/v1/verifications", UriKind.Relative), body, Wire.Json, cancel);
            if (!response.IsSuccessStatusCode) return CipherVerdict.Unavailable;
            return (await response.Content.ReadFromJsonAsync<CipherAnswer>(Wire.Json, cancel))?.Result switch
            {
                "right" => CipherVerdict.Right,
                "wrong" => CipherVerdict.Wrong,
                _ => CipherVerdict.Unavailable,
            };
        }
        catch (Exception e) when (HttpCoreBanking.IsOfTheLine(e) && !cancel.IsCancellationRequested)
        {
            return CipherVerdict.Unavailable;
        }
    }
}

internal sealed class HttpRiskScreening(IHttpClientFactory clients) : IRiskScreening
{
    internal const string Client = "risk";

    public async Task<RiskAnswer> ScreenAsync(RiskQuestion question, CancellationToken cancel = default)
    {
        try
        {
            var body = new RiskRequest(
                question.CaseNumber, question.BusinessType, question.BranchCode, question.PayerAccount, question.PayerName,
                question.PayeeAccount, question.PayeeName, question.Amount, question.SubmittedAt);
            using var response = await clients.CreateClient(Client).PostAsJsonAsync(new Uri("risk/v1/screenings", UriKind.Relative), body, Wire.Json, cancel);
            if (!response.IsSuccessStatusCode) return new RiskAnswer(false, []);
            var answer = await response.Content.ReadFromJsonAsync<RiskReply>(Wire.Json, cancel);
            return answer switch
            {
                { Result: "clear", Hits.Count: 0 } when answer.CaseNumber == question.CaseNumber => new RiskAnswer(true, []),
                { Result: "hit", Hits.Count: > 0 } when answer.CaseNumber == question.CaseNumber => new RiskAnswer(true, [.. answer.Hits.Select(h => new RiskHit(h.Rule, h.Text))]),
                _ => new RiskAnswer(false, []),
            };
        }
        catch (Exception e) when (HttpCoreBanking.IsOfTheLine(e) && !cancel.IsCancellationRequested)
        {
            return new RiskAnswer(false, []);
        }
    }
}
