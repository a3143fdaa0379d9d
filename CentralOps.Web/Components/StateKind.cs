namespace CentralOps.Web.Components;

/// <summary>The four meanings of the portal, and none of them.</summary>
public enum StateKind
{
    /// <summary>○ nothing to say.</summary>
    Quiet,

    /// <summary>● good, done.</summary>
    Ok,

    /// <summary>▲ soon late, look at it.</summary>
    Due,

    /// <summary>■ late, wrong, stopped.</summary>
    Breached,

    /// <summary>◆ on its way, waiting.</summary>
    Waiting,
}
