using CentralOps.Domain.Cases.Advancing;
using CentralOps.Domain.Cases.Steps;
using CentralOps.Domain.Dispatch;
using CentralOps.Domain.Kernel;

namespace CentralOps.Domain.CentralAuthorization.Requests;

/// <summary>An approval becomes a one-time authorization number for exactly the approved data.</summary>
public sealed class NumberStep : IStepHandler
{
    /// <summary>Fact with the number.</summary>
    public const string Number = "authorization_number";

    /// <summary>Fact with the hash of the data that it is good for.</summary>
    public const string Data = "authorization_data";

    /// <summary>Fact with the time of use.</summary>
    public const string Used = "authorization_used";

    /// <summary>Fact with the caller's id of the use.</summary>
    public const string Use = "authorization_use";

    /// <summary>Message that the process waits for while the number is open.</summary>
    public const string UsedMessage = "authorization-used";

    /// <inheritdoc />
    public string Step => "authorization.number";

    /// <inheritdoc />
    public void Enter(StepScope scope)
    {
        scope.Case.Facts[Number] = AuthorizationNumber.Make();
        scope.Case.Facts[Data] = AuthorizationNumber.DataHash(scope.Case);
        scope.Case.Facts[Used] = null;
        scope.Note("number-issued");
        scope.Audit("authorization.number-issued", new { hash = scope.Case.Facts[Data] });
        scope.Send("authorization.given", new { caseId = scope.Case.Id, number = scope.Case.Number });
        scope.Complete();
    }

    /// <inheritdoc />
    public Outcome Finished(StepScope scope, WorkItem item, WorkResult result) => Outcome.Ok;
}
