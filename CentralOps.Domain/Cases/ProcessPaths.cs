using CentralOps.Domain.Processes;

namespace CentralOps.Domain.Cases;

/// <summary>Paths of elements in a case's process: ids from the outermost call inwards, separated by <c>/</c>.</summary>
public static class ProcessPaths
{
    /// <summary>The element at a path, in the versions that the case is pinned to; null when there is none.</summary>
    public static FlowElement? Find(IProcessCatalog catalog, ProcessState process, string path)
    {
        var graph = catalog.Get(process.Key, process.Version);
        var ids = path.Split('/');
        for (var i = 0; i < ids.Length - 1 && graph is not null; i++)
        {
            if (graph.Find(ids[i])?.CalledProcess is { } called)
                graph = catalog.Get(called, process.CalledVersions.TryGetValue(called, out var version) ? version : null);
        }

        return graph?.Find(ids[^1]);
    }

    /// <summary>Path of a token's element.</summary>
    public static string Of(ProcessState process, ProcessToken token)
    {
        var path = token.ElementId;
        var scope = process.Scopes.Find(s => s.Id == token.ScopeId);
        while (scope?.ParentToken is { } parentId && process.Token(parentId) is { } parent)
        {
            if (scope.Loop is null) path = $"{parent.ElementId}/{path}"; // an instance is on the element that its activity is on
            scope = process.Scopes.Find(s => s.Id == parent.ScopeId);
        }

        return path;
    }
}
