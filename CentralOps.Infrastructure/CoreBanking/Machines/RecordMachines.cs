using CentralOps.Domain.Cases;
using CentralOps.Domain.Cases.Steps;
using CentralOps.Domain.CoreBanking.Records;
using CentralOps.Domain.Dispatch;
using CentralOps.Domain.Kernel;
using CentralOps.Domain.Recognition;

namespace CentralOps.Infrastructure.CoreBanking.Machines;

/// <summary>Has the core change its records. Safe to run again after a crash at any point: the key is asked about before anything is sent under it.</summary>
internal sealed class RecordMachine(ICoreRecords records, VoucherConfiguration vouchers, TimeProvider clock) : IMachine
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public string Task => RecordStep.Change;

    public async Task<object> WorkAsync(WorkItem item, Case @case, CancellationToken cancel)
    {
        var asked = StoredJson.Read<RecordAsked>(item.Payload);
        var fields = @case.Fields.Where(f => f.Status == FieldStatus.Accepted && !string.IsNullOrEmpty(f.Value) && vouchers.Fields.Of(f.Code).Sensitivity != "secret")
            .ToDictionary(f => f.Code, f => f.Value!);
        var answer = await records.QueryAsync(asked.Key, cancel);
        if (answer is RecordAnswer.NotKnown)
            answer = await records.ChangeAsync(new RecordOrder(asked.Key, asked.Kind, @case.Number, @case.BranchCode, @case.BusinessDate, fields), cancel);
        return answer switch
        {
            RecordAnswer.Done done => new RecordChanged(done.Reference, done.Results),
            RecordAnswer.Refused refused => new RecordChanged(null, null, refused.Code, refused.Text),
            // Whether it was done is not known: the same key is asked about again, as often as needed.
            _ => throw new TryLater(clock.GetUtcNow() + Patience, answer is RecordAnswer.NoAnswer lost ? lost.Reason : "the core has not seen the change yet"),
        };
    }
}

/// <summary>Asks the core about the customer that a case wants to change.</summary>
internal sealed class CustomerMachine(ICoreRecords records, VoucherConfiguration vouchers) : IMachine
{
    public string Task => CompareStep.LookUp;

    /// <summary>The core may be down for long; the case waits.</summary>
    public int MostAttempts => 30;

    public async Task<object> WorkAsync(WorkItem item, Case @case, CancellationToken cancel) =>
        new CustomerNow(@case.Accepted($"{CaseParties.Of(vouchers.BusinessType(@case.BusinessType)).Debit}.account") is { Length: > 0 } account ? await records.CustomerAsync(account, cancel) : null);
}
