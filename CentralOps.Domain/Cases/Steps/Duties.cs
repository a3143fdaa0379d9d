namespace CentralOps.Domain.Cases.Steps;

/// <summary>Duties that several steps separate: whoever has done one of a case's is kept off the other.</summary>
public static class Duties
{
    /// <summary>Checks what others keyed.</summary>
    public const string Review = "review";

    /// <summary>Lets a case go on although something was found against it.</summary>
    public const string Risk = "risk";

    /// <summary>Approves what others checked.</summary>
    public const string Authorization = "authorization";
}
