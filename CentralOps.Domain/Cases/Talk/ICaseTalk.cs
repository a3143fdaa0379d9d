using CentralOps.Domain.Kernel;

namespace CentralOps.Domain.Cases.Talk;

/// <summary>Questions of the centre and answers of the branch about one case. They stay with the case; neither side has to be there when the other one writes.</summary>
public interface ICaseTalk
{
    /// <summary>Most characters of one message.</summary>
    const int Longest = 500;

    /// <summary>Everything said so far. Refusal <c>cases.unknown</c> for people who may not see the case and hold no task of it.</summary>
    Task<Outcome<TalkView>> ReadAsync(Guid userId, Guid caseId, CancellationToken cancel = default);

    /// <summary>
    /// Says something: people of the case's branch answer, whoever holds a task of the case and supervisors ask. The same <paramref name="messageId"/> again says nothing twice.
    /// Refusals: <c>cases.unknown</c>, <c>cases.may-not-write</c>, <c>cases.finished</c>, <c>cases.nothing-said</c>, <c>cases.said-too-long</c>.
    /// </summary>
    Task<Outcome> SayAsync(Guid userId, Guid caseId, Guid messageId, string text, CancellationToken cancel = default);
}

/// <summary>What was said about a case.</summary>
/// <param name="Said">Oldest first.</param>
/// <param name="MayWrite">The reader may say something.</param>
/// <param name="AtBranch">The reader is of the case's branch: they answer, others ask.</param>
public sealed record TalkView(IReadOnlyList<Said> Said, bool MayWrite, bool AtBranch)
{
    /// <summary>The branch has not answered yet.</summary>
    public bool Open => Said is [.., { FromBranch: false }];
}

/// <summary>One message.</summary>
/// <param name="Id">Message id.</param>
/// <param name="At">When (UTC).</param>
/// <param name="Who">Display name.</param>
/// <param name="FromBranch">Said at the branch.</param>
/// <param name="Own">Said by the reader.</param>
/// <param name="Text">The words.</param>
public sealed record Said(Guid Id, DateTimeOffset At, string Who, bool FromBranch, bool Own, string Text);

/// <summary>Codes of the timeline's entries that are messages.</summary>
public static class TalkCodes
{
    /// <summary>Said by the centre.</summary>
    public const string Question = "question";

    /// <summary>Said by the branch.</summary>
    public const string Answer = "answer";
}
