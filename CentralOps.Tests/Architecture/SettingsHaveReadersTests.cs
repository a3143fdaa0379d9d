using CentralOps.Domain.Administration;
using CentralOps.Domain.Administration.Calendars;
using CentralOps.Domain.Cases;
using CentralOps.Domain.Configuration;
using CentralOps.Domain.Recognition;
using CentralOps.Domain.Screens;
using CentralOps.Infrastructure;
using CentralOps.Tests.Support;
using CentralOps.Web.Shell;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace CentralOps.Tests.Architecture;

/// <summary>Whatever an administrator can set has an effect: something beside its own editor reads it.</summary>
public sealed class SettingsHaveReadersTests
{
    // Where things are edited, checked, compared, stored and drawn for those who edit them: reading there is no effect.
    private static readonly string[] EditorsOfWeb = ["Administration", "Configuration", "Screens", "Recognition", "Rules", "Processes"];
    private static readonly string[] EditingTypes = ["Manage", "Check", "Difference", "Edits", "Editor", "Summary", "Json", "Copy", "Configuration"];

    // Numbers of rows and keys, which belong to the storage, and names, which are there to be read by people.
    private static readonly string[] NotSettings = ["Version", "Id", "EqualityContract", "Name", "NameZh", "NameEn"];

    // Who calls what: "type.method" → (type, method) of its callers; texts stand as themselves behind a quotation mark.
    private static readonly Lazy<ILookup<string, (string Type, string Method)>> Callers = new(() =>
        new[] { typeof(WorkPost).Assembly, typeof(InfrastructureRegistration).Assembly, typeof(MenuEntry).Assembly }
            .SelectMany(a => AssemblyDefinition.ReadAssembly(a.Location).MainModule.GetTypes()).Where(t => IsReader(Outer(t)))
            .SelectMany(t => t.Methods.Where(m => m.HasBody).SelectMany(m => m.Body.Instructions.Select(i => (By: (Outer(t).FullName, NameOf(t, m)), Read: ReadBy(i)))))
            .Where(r => r.Read is not null).ToLookup(r => r.Read!, r => r.By));

    public static TheoryData<Type> Editable => new(
        typeof(WorkPost), typeof(Branch), typeof(BusinessType), typeof(RequiredVoucher), typeof(FormField), typeof(ChecklistItem), typeof(ReasonCode), typeof(Screen),
        typeof(ScreenField), typeof(WorkingCalendar), typeof(CalendarDay), typeof(Domain.Recognition.FieldDefinition), typeof(VoucherTemplate), typeof(TemplateField), typeof(StaffMember));

    [Theory, MemberData(nameof(Editable))]
    public void Every_setting_that_a_page_can_edit_is_read_by_what_it_is_for(Type type)
    {
        var settings = type.GetProperties().Where(p => p is { GetMethod.IsStatic: false, CanWrite: true } && !NotSettings.Contains(p.Name)).ToList();
        Assert.NotEmpty(settings);
        Assert.Equal([], settings.Where(p => !IsRead(type.FullName!, $"get_{p.Name}", [])).Select(p => p.Name));
    }

    [Fact]
    public void Every_parameter_is_read()
    {
        var rules = string.Concat(Directory.GetFiles(Path.Combine(Repository.Root, "samples"), "*.*", SearchOption.AllDirectories).Where(f => f.EndsWith(".dmn", StringComparison.Ordinal) || f.EndsWith(".bpmn", StringComparison.Ordinal)).Select(File.ReadAllText));
        var unread = ParameterKeys.All.Select(p => p.Key)
            .Where(key => Callers.Value[$"\"{key}"].All(c => c.Type == typeof(ParameterKeys).FullName) && !rules.Contains($"p_{key.Replace('.', '_').Replace('-', '_')}", StringComparison.Ordinal));
        Assert.Equal([], unread);
    }

    [Fact]
    public void The_search_finds_what_only_its_own_type_reads() // the canary: a setting without a reader is seen
    {
        Assert.False(IsRead(typeof(NobodyReads).FullName!, "get_Setting", []));
        Assert.True(IsRead(typeof(WorkPost).FullName!, "get_OfferSeconds", []));
    }

    // By somebody else, or by a member of its own type that somebody else uses.
    private static bool IsRead(string type, string method, HashSet<string> asked) => asked.Add(method)
        && Callers.Value[$"{type}.{method}"].Any(c => c.Type != type || (!c.Method.StartsWith('<') && c.Method is not ("Equals" or "GetHashCode" or "PrintMembers" or ".ctor") && IsRead(type, c.Method, asked)));

    private static bool IsReader(TypeDefinition outer)
    {
        var space = outer.Namespace.Split('.');
        if (space is ["CentralOps", "Web", var feature, ..] && EditorsOfWeb.Contains(feature)) return outer.Name == "ScreenColumns"; // the desk itself, which its designer shows as a preview
        return !space.Contains("Design") && !EditingTypes.Any(e => outer.Name.StartsWith(e, StringComparison.Ordinal) || outer.Name.EndsWith(e, StringComparison.Ordinal));
    }

    private static TypeDefinition Outer(TypeDefinition type) => type.DeclaringType is { } outer ? Outer(outer) : type;

    // Lambdas, iterators and async methods lie in types and methods of the compiler's, named <Method>….
    private static string NameOf(TypeDefinition type, MethodDefinition method)
    {
        var name = method.Name.StartsWith('<') || !type.Name.StartsWith('<') ? method.Name : type.Name;
        return name.StartsWith('<') && name.IndexOf('>') is > 1 and var end ? name[1..end] : name;
    }

    // A method that is called or stands in a query, or a text (the key of a parameter).
    private static string? ReadBy(Instruction i) => i.Operand switch
    {
        MethodReference m => $"{m.DeclaringType.GetElementType().FullName}.{m.Name}",
        string text when i.OpCode == OpCodes.Ldstr => $"\"{text}",
        _ => null,
    };

    private sealed record NobodyReads(string Setting);
}
