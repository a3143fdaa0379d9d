using CentralOps.Domain.Rules;

namespace CentralOps.Domain.Processes;

/// <summary>Something the engine did or wants done. The caller carries effects out in order, in the transaction that saves the state.</summary>
public abstract record ProcessEffect;

/// <summary>A token waits for a step: make its work.</summary>
public sealed record StepEntered(Guid TokenId, StepElement Element) : ProcessEffect;

/// <summary>The step of a token was completed.</summary>
public sealed record StepLeft(Guid TokenId, string ElementId) : ProcessEffect;

/// <summary>The step of a token is no longer wanted: cancel its work.</summary>
public sealed record StepCancelled(Guid TokenId, string ElementId) : ProcessEffect;

/// <summary>Wake the token up with <see cref="ProcessEngine.TimerFired"/>.</summary>
/// <param name="TokenId">The token.</param>
/// <param name="ElementId">The timer event; give it back when it fires.</param>
/// <param name="Boundary">True when the timer sits on the border of the token's own activity.</param>
/// <param name="After">Time from now; null when <paramref name="At"/> is given.</param>
/// <param name="At">Moment; null when <paramref name="After"/> is given.</param>
public sealed record TimerArmed(Guid TokenId, string ElementId, bool Boundary, TimeSpan? After, DateTimeOffset? At) : ProcessEffect;

/// <summary>The timer must not fire any more.</summary>
public sealed record TimerDisarmed(Guid TokenId, string ElementId) : ProcessEffect;

/// <summary>The token waits for a message; deliver it with <see cref="ProcessEngine.MessageReceived"/>.</summary>
public sealed record MessageAwaited(Guid TokenId, string ElementId, string Name) : ProcessEffect;

/// <summary>The token no longer waits for the message.</summary>
public sealed record MessageForgotten(Guid TokenId, string ElementId, string Name) : ProcessEffect;

/// <summary>A business-rule task decided; its outputs are facts of the case from now on.</summary>
/// <param name="ElementId">The task.</param>
/// <param name="Result">What was decided.</param>
/// <param name="Inputs">What the decision read, as it was then.</param>
public sealed record DecisionTaken(string ElementId, DecisionResult Result, IReadOnlyDictionary<string, object?> Inputs) : ProcessEffect;

/// <summary>An element was passed: history for the picture of the case.</summary>
/// <param name="ProcessKey">Process template that holds the element.</param>
/// <param name="ElementId">Element or sequence flow.</param>
public sealed record ElementPassed(string ProcessKey, string ElementId) : ProcessEffect;

/// <summary>The process is over.</summary>
/// <param name="Terminated">Ended by a terminate event or by cancelling, not by its last token arriving.</param>
public sealed record ProcessEnded(bool Terminated) : ProcessEffect;

/// <summary>A token cannot go on; somebody must look at it and retry.</summary>
public sealed record ProcessIncident(Guid TokenId, string ElementId, string Message) : ProcessEffect;
