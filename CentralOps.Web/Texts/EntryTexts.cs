namespace CentralOps.Web.Texts;

/// <summary>Marker of <c>EntryTexts.resx</c>.</summary>
public sealed class EntryTexts;
