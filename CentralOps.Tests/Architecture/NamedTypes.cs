using System.Text.RegularExpressions;
using CentralOps.Tests.Support;
using Mono.Cecil;

namespace CentralOps.Tests.Architecture;

/// <summary>
/// Which folders of a project name which others. The compiled assembly says it of every symbol: bases, members, attributes and what methods call, also in lambdas, asynchronous methods and
/// Razor components. The compiler leaves no trace of a constant, so the sources are asked for their usings and qualified names, too.
/// </summary>
internal sealed partial class NamedTypes(string root)
{
    private readonly HashSet<(string From, string To, string Who)> _found = [];
    private readonly HashSet<string> _types = new(StringComparer.Ordinal);

    /// <summary>Folder and folder that it names; who names it. What lies beside the folders is in folder "".</summary>
    public ILookup<(string From, string To), string> Found => _found.ToLookup(f => (f.From, f.To), f => f.Who);

    /// <summary>Takes what an assembly says.</summary>
    public NamedTypes Read(string assembly)
    {
        using var resolver = new PlatformResolver();
        using var module = ModuleDefinition.ReadModule(assembly, new ReaderParameters { AssemblyResolver = resolver });
        _types.UnionWith(module.Types.Select(t => t.FullName.Split('`')[0]));
        foreach (var type in module.GetTypes())
        {
            var outer = Outermost(type);
            if (FolderOf(outer) is { } from) new SymbolVisit(to => Add(from, FolderOf(Outermost(to)), outer.Name.Split('`')[0])).Type(type);
        }

        return this;
    }

    /// <summary>Takes what the sources of a project say, after its assembly.</summary>
    public NamedTypes ReadSources(string project)
    {
        var folder = Path.Combine(Repository.Root, project);
        foreach (var file in Repository.Sources(project, ".cs").Concat(Repository.Sources(project, ".razor")).Where(f => Path.GetFileName(f) is not "_Imports.razor"))
        {
            var path = Path.GetRelativePath(folder, file);
            ReadSource(path.Contains('/', StringComparison.Ordinal) ? path.Split('/')[0] : "", Path.GetFileName(file).Split('.')[0], File.ReadLines(file));
        }

        return this;
    }

    /// <summary>Takes what one source file says.</summary>
    public NamedTypes ReadSource(string from, string who, IEnumerable<string> lines)
    {
        foreach (var line in lines.Select(l => l.Trim()).Where(l => !l.StartsWith("//", StringComparison.Ordinal) && !l.StartsWith("namespace ", StringComparison.Ordinal)))
        {
            if (Using().Match(line) is { Success: true } used) Add(from, Below(used.Groups[1].Value), who);
            else
            {
                foreach (Match name in Qualified().Matches(line)) Add(from, FolderOf(name.Value), who);
            }
        }

        return this;
    }

    private void Add(string from, string? to, string who)
    {
        if (to is not null && to != from) _found.Add((from, to, who));
    }

    private static TypeReference Outermost(TypeReference type) => type.DeclaringType is { } outer ? Outermost(outer) : type;

    // Null = of another project, or made by the compiler.
    private string? FolderOf(TypeReference type) => type.Namespace == root || (type.Namespace.Length == 0 && type.Name == "Program") ? "" : Below(type.Namespace);

    // A name as it is written: Recognition.FieldTypes.Amount, Domain.Recognition.FieldTypes.Amount or in full.
    private string? FolderOf(string written)
    {
        var parts = written.Split('.');
        var skip = written.StartsWith($"{root}.", StringComparison.Ordinal) ? root.Split('.').Length : parts[0] == root.Split('.')[^1] ? 1 : 0;
        return Enumerable.Range(skip + 2, Math.Max(0, parts.Length - skip - 1)).Any(end => _types.Contains($"{root}.{string.Join('.', parts[skip..end])}")) ? parts[skip] : null;
    }

    private string? Below(string space) => space.StartsWith($"{root}.", StringComparison.Ordinal) ? space[(root.Length + 1)..].Split('.')[0] : null;

    [GeneratedRegex(@"^(?:@|global )?using (?:static )?(?:\w+ = )?([\w.]+)")]
    private static partial Regex Using();

    [GeneratedRegex(@"(?<![\w.""])(?:[A-Z]\w*\.)+[A-Z]\w*")]
    private static partial Regex Qualified();

    // Attributes hold enums of other assemblies; to read them their declarations are needed.
    private sealed class PlatformResolver : DefaultAssemblyResolver
    {
        public PlatformResolver()
        {
            foreach (var folder in ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Select(p => Path.GetDirectoryName(p)!).Distinct()) AddSearchDirectory(folder);
        }
    }
}
