using CentralOps.Domain.CoreBanking.Records;
using CentralOps.Domain.Processes.Design;

namespace CentralOps.Domain.Cases.Steps;

/// <summary>What the designer shows of the shipped steps; a test holds it against the handlers.</summary>
public sealed class ShippedSteps : IStepCatalogue
{
    private static readonly string[] Ok = ["ok"];

    private static readonly List<StepShape> Shapes =
    [
        Machine("recognition.pages", "capture", "ok", "unsure"),
        Person("classification", "capture", "classification", "ok"),
        new("entry.fields", "capture", StepActor.MachineThenPost, ["entry", "arbitration"], ["ok", "illegible"], []),
        Machine("check.data", "check", "ok", "failed"),
        Person("correction", "check", "correction", "ok"),
        new("branch.supplementary", "branch", StepActor.Branch, [], Ok, []),
        new("branch.rework", "branch", StepActor.Branch, [], Ok, []),
        Person("callback.phone", "verify", "phone", "ok", "refused", "unreachable"),
        new("seal.verify", "verify", StepActor.MachineThenPost, ["seal"], ["ok", "failed"], [new("voucher", [])]),
        Machine("cipher.verify", "verify", "ok", "wrong", "manual"),
        Machine("risk.screen", "verify", "clear", "hit"),
        Person("risk.decide", "verify", "risk", "ok") with { Parameters = [new("subject", ["risk", "payment-cipher"])] },
        Machine("customer.compare", "check", "ok", "nothing", "unknown"),
        new("seal.capture", "verify", StepActor.MachineThenPost, ["seal"], ["ok", "failed"], []),
        Person("landing.decide", "approve", "landing", "ok"),
        Person("review", "approve", "review", "ok") with { Parameters = [new("person", ["2"])] },
        new("authorization", "approve", StepActor.Post, ["authorization-1", "authorization-2"], Ok, [new("escalated", ["true"])]),
        Machine("escalation", "approve", "ok"),
        Machine("authorization.number", "approve", "ok"),
        Machine("core.post", "post", "ok", "refused") with { Parameters = [new("entry", []), new("debit", []), new("credit", []), new("amount", [])] },
        Machine("core.record", "post", "ok", "refused") with { Parameters = [new("record", RecordKinds.All)] },
        Machine("seal.keep", "post", "ok"),
        Machine("batch.post", "post", "ok", "partial"),
        new("branch.remainder", "branch", StepActor.Branch, [], ["retry", "refund"], []),
        new("documents.print", "post", StepActor.Branch, [], Ok, [new("paper", ["notice"])]),
        Machine("receipt.issue", "post", "ok"),
        Machine("archive", "post", "ok"),
    ];

    /// <inheritdoc />
    public IReadOnlyList<StepShape> All => Shapes;

    /// <inheritdoc />
    public StepShape? Find(string step) => Shapes.Find(s => s.Step == step);

    private static StepShape Machine(string step, string group, params string[] outcomes) => new(step, group, StepActor.Machine, [], outcomes, []);

    private static StepShape Person(string step, string group, string post, params string[] outcomes) => new(step, group, StepActor.Post, [post], outcomes, []);
}
