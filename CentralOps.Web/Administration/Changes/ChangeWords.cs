using System.Globalization;
using CentralOps.Domain.Administration;
using CentralOps.Domain.Administration.Changes;
using CentralOps.Web.Administration.Parameters;
using CentralOps.Web.Components;
using CentralOps.Web.Texts;
using Microsoft.Extensions.Localization;

namespace CentralOps.Web.Administration.Changes;

/// <summary>Proposed changes in words.</summary>
public sealed class ChangeWords(
    TextCatalogue codes, IStringLocalizer<ChangesTexts> texts, ParameterText parameters, IRoleStore roles, IBranches branches, IWorkPosts posts)
{
    /// <summary>What is changed: the kind of thing, and which one.</summary>
    public string Title(ProposedChange change) => $"{texts[$"Thing.{change.Thing}"]} · " + change.Thing switch
    {
        ControlledThing.Parameter => codes[$"Parameter.{change.Subject}"],
        ControlledThing.Role => codes.Find($"Role.{change.Subject}") ?? change.Subject,
        _ => change.Subject,
    };

    /// <summary>What of it, what it is and what it will be.</summary>
    public async Task<IReadOnlyList<(string Name, string Before, string After)>> LinesAsync(ProposedChange change)
    {
        var lines = new List<(string, string, string)>();
        foreach (var line in change.Differences)
            lines.Add((Name(change, line), await SaidAsync(change, line.Name, line.Before), await SaidAsync(change, line.Name, line.After)));
        return lines;
    }

    private string Name(ProposedChange change, ChangedValue line) => change.Thing switch
    {
        ControlledThing.Parameter => "",
        ControlledThing.Role => codes[$"Permission.{line.Name}"],
        _ => texts[$"Field.{line.Name}"],
    };

    private async Task<string> SaidAsync(ProposedChange change, string name, string? value) => (change.Thing, name, value) switch
    {
        (_, _, null) => texts["Nothing"],
        (ControlledThing.Parameter, _, _) => ParameterKeys.All.FirstOrDefault(p => p.Key == change.Subject) is { } parameter ? parameters.Of(parameter, value) : value,
        (ControlledThing.Role, _, _) => codes[value == "true" ? "Switch.On" : "Switch.Off"],
        (_, "limit", "") => codes["NoLimit"],
        (_, "limit", _) => AmountText.Format(decimal.Parse(value, CultureInfo.InvariantCulture)),
        (ControlledThing.Post, "policy", _) => codes[$"Policy.{value}"],
        (ControlledThing.Post, "open", _) => codes[value == "true" ? "Open" : "Closed"],
        (_, "active" or "password", _) => texts[$"Value.{name}.{value}"],
        (_, _, "") => texts["Nothing"],
        (_, "branch", _) => (await branches.FindAsync(value))?.Name() ?? value,
        (_, "roles", _) => Listed(value, (await roles.ListAsync()).ToDictionary(r => r.Name, codes.RoleName)),
        (_, "posts", _) => Listed(value, (await posts.AllAsync()).ToDictionary(p => p.Code, p => p.Name())),
        _ => value,
    };

    private string Listed(string value, Dictionary<string, string> names) => string.Join(texts["Separator"], value.Split(',').Select(c => names.GetValueOrDefault(c, c)));
}
