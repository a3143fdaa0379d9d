using CentralOps.Domain.Cases.Advancing;
using CentralOps.Domain.Cases.Facts;
using CentralOps.Domain.Cases.Steps;
using CentralOps.Domain.Dispatch;
using CentralOps.Domain.Kernel;
using CentralOps.Domain.Processes.Design;

namespace CentralOps.Domain.CentralAuthorization.Requests;

/// <summary>An approval becomes a one-time authorization number for exactly the approved data.</summary>
public sealed class NumberStep : IStepHandler
{
    /// <summary>Fact with the number.</summary>
    public static readonly Fact<string> Number = new("authorization_number", closed: true);

    /// <summary>Fact with the hash of the data that it is good for.</summary>
    public static readonly Fact<string> Data = new("authorization_data", closed: true);

    /// <summary>Fact with the time of use.</summary>
    public static readonly Fact<string> Used = new("authorization_used", closed: true);

    /// <summary>Fact with the caller's id of the use.</summary>
    public static readonly Fact<string> Use = new("authorization_use", closed: true);

    /// <summary>Message that the process waits for while the number is open.</summary>
    public const string UsedMessage = "authorization-used";

    /// <inheritdoc />
    public StepShape Shape { get; } = new("authorization.number", StepGroup.Approve, StepPhase.Approval, StepActor.Machine, ["ok"])
    {
        Establishes = [Data.Name, Number.Name, Use.Name, Used.Name],
        Messages = [UsedMessage],
    };

    /// <inheritdoc />
    public void Enter(StepScope scope)
    {
        var hash = AuthorizationNumber.DataHash(scope.Case);
        scope.Case.Facts.Set(Number, AuthorizationNumber.Make());
        scope.Case.Facts.Set(Data, hash);
        scope.Case.Facts.Set(Used, null);
        scope.Note("number-issued");
        scope.Audit("authorization.number-issued", new { hash });
        scope.Send("authorization.given", new { caseId = scope.Case.Id, number = scope.Case.Number });
        scope.Complete();
    }

    /// <inheritdoc />
    public Outcome Finished(StepScope scope, WorkItem item, WorkResult result) => Outcome.Ok;
}
