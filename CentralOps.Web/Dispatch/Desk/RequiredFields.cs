using CentralOps.Domain.Kernel;
using CentralOps.Domain.Screens;
using CentralOps.Web.Texts;

namespace CentralOps.Web.Dispatch.Desk;

/// <summary>Fields that a screen requires.</summary>
internal static class RequiredFields
{
    /// <summary>Refusal <c>desk.required-blank</c> with the names of those that are blank; null = none is.</summary>
    public static Refusal? Blank(IEnumerable<FieldView> fields, Func<FieldView, string?> valueOf) =>
        Blank(fields.Where(f => f.Look.Required && string.IsNullOrEmpty(valueOf(f))).Select(f => InLanguage.Of(f.NameZh, f.NameEn)));

    /// <summary>The same for names of fields.</summary>
    public static Refusal? Blank(IEnumerable<string> names) => string.Join("、", names) is { Length: > 0 } text ? new Refusal("desk.required-blank", text) : null;
}
