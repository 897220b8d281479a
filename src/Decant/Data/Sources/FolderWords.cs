namespace Decant.Data.Sources;

/// <summary>What lies in class folders, for messages.</summary>
/// <param name="Title">What a message begins with: <c>Images</c>.</param>
/// <param name="One">One of them: <c>image</c>.</param>
/// <param name="Many">Several: <c>images</c>.</param>
/// <param name="Example">A file: <c>image.png</c>.</param>
/// <param name="WayOut">What else there is than class folders, as the rest of a sentence.</param>
internal sealed record FolderWords(string Title, string One, string Many, string Example, string WayOut)
{
    /// <summary>Pictures.</summary>
    public static FolderWords Images { get; } =
        new("Images", "image", "images", "image.png", "a table (data.table) can name classes or numbers of images in one folder");

    /// <summary>Texts, a file each.</summary>
    public static FolderWords Texts { get; } =
        new("Texts", "text", "texts", "text.txt", "a table with a column for the text and one for the class is read too");
}
