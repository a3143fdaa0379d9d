namespace CentralOps.Domain.Processes.Migration;

/// <summary>To which version of a process running cases shall move.</summary>
/// <param name="ProcessKey">The process, called or not.</param>
/// <param name="Version">The version to move to.</param>
/// <param name="Mapping">Elements that are called otherwise there: old id → new id. What is not in it keeps its id.</param>
public sealed record MigrationTarget(string ProcessKey, int Version, IReadOnlyDictionary<string, string> Mapping);

/// <summary>Where a token goes, or why it cannot.</summary>
/// <param name="TokenId">The token.</param>
/// <param name="ElementId">Where it stands.</param>
/// <param name="ElementName">Its name.</param>
/// <param name="TargetId">Where it will stand; null = it cannot move.</param>
/// <param name="Hindrance">Why it cannot: code, resource key <c>Migration.{code}</c>; null = it can.</param>
/// <param name="Detail">Argument of that text.</param>
public sealed record TokenMove(Guid TokenId, string ElementId, string ElementName, string? TargetId, string? Hindrance, string Detail = "");

/// <summary>
/// How the tokens of a running process map to another version of it, or of a process that it calls. Pure: the same state gives the same plan, so the one that
/// was shown is made again where it is carried out.
/// </summary>
public static class MigrationPlan
{
    /// <summary>True when the running process uses the process in another version, now or later.</summary>
    public static bool Concerns(ProcessState state, MigrationTarget target) => !state.Ended && state.Scopes.Count > 0
        && (state.Key == target.ProcessKey && state.Version != target.Version
            || state.CalledVersions.TryGetValue(target.ProcessKey, out var called) && called != target.Version
            || state.Scopes.Exists(s => s.ProcessKey == target.ProcessKey && s.Version != target.Version));

    /// <summary>The versions of the process that the state is on now: usually one.</summary>
    public static int VersionOf(ProcessState state, string key) =>
        state.Scopes.Find(s => s.ProcessKey == key)?.Version ?? (state.CalledVersions.TryGetValue(key, out var called) ? called : state.Version);

    /// <summary>One entry for each token that stands in the process.</summary>
    public static IReadOnlyList<TokenMove> Of(ProcessState state, MigrationTarget target, IProcessCatalog catalog)
    {
        var moves = new List<TokenMove>();
        if (catalog.Get(target.ProcessKey, target.Version) is not { } to) return [new TokenMove(Guid.Empty, "", target.ProcessKey, null, "no-version", $"{target.Version}")];
        foreach (var scope in state.Scopes.Where(s => s.ProcessKey == target.ProcessKey && s.Version != target.Version))
        {
            if (catalog.Get(scope.ProcessKey, scope.Version) is not { } from) continue;
            foreach (var token in state.Tokens.Where(t => t.ScopeId == scope.Id)) moves.Add(Move(state, scope, token, from.Elements[token.ElementId], to, target));
            if (scope.Undoing is not null) moves.Add(new TokenMove(Guid.Empty, scope.SubProcess ?? "", "", null, "undoing"));
        }

        return moves;
    }

    private static TokenMove Move(ProcessState state, ProcessScope scope, ProcessToken token, FlowElement element, ProcessGraph to, MigrationTarget target)
    {
        TokenMove No(string why, string detail = "") => new(token.Id, element.Id, element.Name, null, why, detail);

        if (to.Find(Mapped(target, element.Id)!) is not { } other) return No("gone");
        if (other.Kind != element.Kind) return No("other-kind", other.Name);
        if (other.ParentId != Mapped(target, scope.SubProcess)) return No("other-place", other.Name);
        if (other.Step?.Step != element.Step?.Step) return No("other-step", other.Step?.Step ?? "");
        if (other.CalledProcess != element.CalledProcess) return No("other-call", other.CalledProcess ?? "");
        if (element.Kind == ElementKind.Message && other.Message != element.Message) return No("other-message", other.Message ?? "");
        if ((other.Loop is null) != (element.Loop is null) || other.Loop?.Sequential != element.Loop?.Sequential) return No("other-repetition", other.Name);
        if (token.Status == TokenStatus.Joining && !other.Incoming.Any(f => f.Id == Mapped(target, token.ArrivedBy))) return No("other-join", other.Name);
        if (element.Kind == ElementKind.EventBased && token.Armed.Exists(a => !other.Outgoing.Any(f => f.TargetId == Mapped(target, a.ElementId) && SameEvent(to.Find(f.TargetId), a)))) return No("other-events", other.Name);
        return new TokenMove(token.Id, element.Id, element.Name, other.Id, null);
    }

    /// <summary>Id in the version to move to.</summary>
    internal static string? Mapped(MigrationTarget target, string? id) => id is not null && target.Mapping.TryGetValue(id, out var other) ? other : id;

    private static bool SameEvent(FlowElement? element, ArmedEvent armed) => element is not null && element.Message == armed.Message;
}
