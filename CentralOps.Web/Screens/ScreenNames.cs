using CentralOps.Domain.Administration;
using CentralOps.Domain.Cases;
using CentralOps.Domain.Screens;
using CentralOps.Web.Components;
using CentralOps.Web.Texts;

namespace CentralOps.Web.Screens;

/// <summary>Where a screen counts, in words.</summary>
public sealed class ScreenNames(IReadOnlyList<WorkPost> posts, IReadOnlyList<BusinessType> types, TextCatalogue texts)
{
    /// <summary>Posts in their order.</summary>
    public IReadOnlyList<WorkPost> Posts => posts;

    /// <summary>Business types in force.</summary>
    public IReadOnlyList<BusinessType> Types => types;

    /// <summary>Task, post and business type.</summary>
    public string Of(Screen screen) => string.Join(" · ", new[] { TaskName(screen.Task), PostName(screen.Post), TypeName(screen.BusinessType) }.OfType<string>());

    /// <summary>A kind of task.</summary>
    public string TaskName(string task) => texts[$"Task.{task}"];

    private string? PostName(string? code) => posts.FirstOrDefault(p => p.Code == code) is { } post ? Bilingual.Of(post.NameZh, post.NameEn) : code;

    private string? TypeName(string? key) => types.FirstOrDefault(t => t.Key == key) is { } type ? Bilingual.Of(type.NameZh, type.NameEn) : key;
}
