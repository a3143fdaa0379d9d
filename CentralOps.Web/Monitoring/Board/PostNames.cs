using System.Globalization;
using CentralOps.Domain.Administration;
using CentralOps.Domain.Dispatch;
using CentralOps.Web.Texts;

namespace CentralOps.Web.Monitoring.Board;

/// <summary>Names of queues: a post has its own, a machine queue has one in the texts.</summary>
public static class PostNames
{
    /// <summary>The name in the reader's language.</summary>
    public static string Of(TextCatalogue texts, IReadOnlyList<WorkPost> posts, string code, WorkKind kind)
    {
        ArgumentNullException.ThrowIfNull(texts);
        if (kind == WorkKind.Human && posts.FirstOrDefault(p => p.Code == code) is { } post)
            return CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "zh" ? post.NameZh : post.NameEn;
        return texts.Find($"Queue.{code}") ?? code;
    }
}
