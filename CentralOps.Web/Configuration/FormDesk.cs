using CentralOps.Domain.Versioning;

namespace CentralOps.Web.Configuration;

/// <summary>A document that lies on the server while it is edited in a form, is judged after every change, and is compared in words.</summary>
public abstract class FormDesk : DocumentDesk
{
    private string _saved = "";

    /// <summary>What differs between two versions, in the place of the form; null = the form is shown.</summary>
    protected (IReadOnlyList<DocumentChange> Changes, string Title)? Difference { get; set; }

    /// <summary>The document as it is on the screen.</summary>
    protected abstract string Content { get; }

    /// <summary>Puts a document on the screen.</summary>
    protected abstract void Show(string content);

    /// <summary>What changed from the older to the newer document.</summary>
    protected abstract IReadOnlyList<DocumentChange> Between(string older, string newer);

    /// <inheritdoc />
    protected override bool Changed => Content != _saved;

    /// <inheritdoc />
    protected override Task OnInitializedAsync() => BeginAsync();

    /// <summary>Judges what is on the screen now.</summary>
    protected void Judge() => Findings = Workshop.Check(Kind, DocumentKey, Content);

    /// <inheritdoc />
    protected override Task<string> ReadAsync() => Task.FromResult(Content);

    /// <inheritdoc />
    protected override Task ShowAsync(string content)
    {
        Show(content);
        (_saved, Difference) = (Content, null);
        Judge();
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    protected override Task ShowDifferenceAsync(string older, string newer, string olderTitle, string newerTitle)
    {
        Difference = (Between(older, newer), $"{olderTitle} → {newerTitle}");
        return Task.CompletedTask;
    }
}
