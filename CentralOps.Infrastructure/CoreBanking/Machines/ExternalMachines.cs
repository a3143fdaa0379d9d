using CentralOps.Domain.Cases;
using CentralOps.Domain.Cases.Advancing;
using CentralOps.Domain.Cases.Steps;
using CentralOps.Domain.CentralAuthorization.Risk;
using CentralOps.Domain.CoreBanking;
using CentralOps.Domain.CoreBanking.Steps;
using CentralOps.Domain.Dispatch;
using CentralOps.Domain.Entry.Checks;
using CentralOps.Domain.Recognition;
using CentralOps.Domain.Recognition.Fields;
using CentralOps.Domain.Recognition.Words;

namespace CentralOps.Infrastructure.CoreBanking.Machines;

/// <summary>Asks the account directory about the accounts and the voucher of a case.</summary>
internal sealed class LookUpMachine(IAccountDirectory accounts, ICaseReader cases, VoucherConfiguration vouchers) : IMachine
{
    public string Task => CheckDataStep.LookUp;

    /// <summary>The core may be down for long; the case waits.</summary>
    public int MostAttempts => 30;

    public async Task<object> WorkAsync(WorkItem item, Case @case, CancellationToken cancel)
    {
        var type = vouchers.BusinessType(@case.BusinessType);
        var parties = CaseParties.Of(type);
        var payerAccount = @case.Accepted($"{parties.Debit}.account");
        var number = @case.Accepted("voucher.number");
        var payer = string.IsNullOrEmpty(payerAccount) ? null : await accounts.FindAsync(payerAccount, cancel);
        var payee = @case.Accepted($"{parties.Credit}.account") is { Length: > 0 } to ? await accounts.FindAsync(to, cancel) : null;
        ChequeState? cheque = DataChecks.IsCheque(@case, type) && !string.IsNullOrEmpty(payerAccount) && !string.IsNullOrEmpty(number)
            ? await accounts.ChequeAsync(payerAccount, number, cancel)
            : null;
        // A bill is accepted, then discounted: what one paper goes through may be several businesses, each once.
        var shared = (type?.Settings.GetValueOrDefault("shared-numbers") ?? "").Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        foreach (var code in @case.Body.Numbers)
        {
            if (@case.Accepted(code) is { Length: > 0 } paper && await cases.OtherCaseAsync(@case.Id, "voucher", paper, openOnly: false, shared.Contains(code) ? @case.BusinessType : null, cancel) is { } other)
                return new Lookups(payer, payee, cheque, other, code);
        }

        return new Lookups(payer, payee, cheque, null);
    }
}

/// <summary>Has the payment password verified.</summary>
internal sealed class CipherMachine(IPaymentCipherVerifier verifier, TimeProvider clock) : IMachine
{
    public string Task => CipherStep.Verify;

    public async Task<object> WorkAsync(WorkItem item, Case @case, CancellationToken cancel)
    {
        var amount = FieldNormalisation.AmountOf(@case.Accepted("amount")) ?? 0;
        var date = DateInWords.Read(@case.Accepted("issue.date.words")).Date ?? FieldNormalisation.DateOf(@case.Accepted("issue.date")) ?? @case.BusinessDate;
        var verdict = await verifier.VerifyAsync(
            new CipherQuestion(@case.Accepted("payer.account") ?? "", @case.Accepted("voucher.number") ?? "", amount, date, @case.Accepted("payment.cipher") ?? ""), cancel);
        if (verdict == CipherVerdict.Unavailable) throw new CoreUnavailable($"the payment-password system gave no answer at {clock.GetUtcNow():O}");
        return new CipherVerified(verdict);
    }
}

/// <summary>Has the case screened for risk.</summary>
internal sealed class RiskMachine(IRiskScreening screening, VoucherConfiguration vouchers) : IMachine
{
    public string Task => RiskScreenStep.Screen;

    public async Task<object> WorkAsync(WorkItem item, Case @case, CancellationToken cancel)
    {
        var parties = CaseParties.Of(vouchers.BusinessType(@case.BusinessType));
        var answer = await screening.ScreenAsync(
            new RiskQuestion
            {
                CaseNumber = @case.Number,
                BusinessType = @case.BusinessType,
                BranchCode = @case.BranchCode,
                PayerAccount = @case.Accepted($"{parties.Debit}.account") ?? "",
                PayerName = @case.Accepted($"{parties.Debit}.name") ?? @case.CustomerName ?? "",
                PayeeAccount = @case.Accepted($"{parties.Credit}.account") ?? "",
                PayeeName = @case.Accepted($"{parties.Credit}.name") ?? "",
                Amount = FieldNormalisation.AmountOf(@case.Accepted("amount")) ?? 0,
                SubmittedAt = @case.SubmittedAt,
            }, cancel);
        return answer.Answered ? answer : throw new CoreUnavailable("the risk system gave no answer");
    }
}
