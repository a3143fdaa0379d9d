namespace CentralOps.Domain.Rules;

/// <summary>A defect of the evaluator must stop one case at an incident, not the transaction of whoever asked.</summary>
internal static class Guarded
{
    public static object? Call(string what, Func<object?> evaluate)
    {
        try
        {
            return evaluate();
        }
        catch (Exception error) when (IsDefect(error))
        {
            throw new RuleEvaluationFailed($"{what} cannot be evaluated: {error.Message}", error);
        }
    }

    /// <summary>What an evaluator throws that has met what it was not made for.</summary>
    public static bool IsDefect(Exception error) =>
        error is OverflowException or InvalidCastException or ArgumentException or NullReferenceException or IndexOutOfRangeException or InvalidOperationException;
}
