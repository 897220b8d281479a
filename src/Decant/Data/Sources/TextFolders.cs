using System.Text;
using System.Text.Unicode;
using Decant.Data.Texts;
using Decant.Engine;

namespace Decant.Data.Sources;

/// <summary>Texts as <c>.txt</c> files in folders of classes, perhaps below folders of parts, in a folder or an archive.</summary>
internal sealed class TextFolders
{
    private const string Ending = ".txt";

    private readonly FileTree _tree;
    private readonly ClassFolders _folders;
    private readonly string _stem;

    private TextFolders(FileTree tree, ClassFolders folders, string stem) => (_tree, _folders, _stem) = (tree, folders, stem);

    /// <summary>Whether a file is a text.</summary>
    public static bool IsText(string file) => file.EndsWith(Ending, StringComparison.OrdinalIgnoreCase);

    /// <summary>Names of the classes; empty where no one asks for them.</summary>
    public IReadOnlyList<string> ClassNames => _folders.ClassNames;

    /// <summary>Lists the files.</summary>
    /// <param name="path">A folder or archive.</param>
    /// <param name="isUnlabelled">Whether no one asks for classes.</param>
    /// <exception cref="DecantException">There is no text, or the folders tell no classes.</exception>
    public static TextFolders Open(string path, bool isUnlabelled)
    {
        var tree = FileTree.Open(path, IsText);
        if (tree.Files.Count == 0)
        {
            throw new DecantException($"Texts '{path}': no {Ending} file is there. Name a file of texts, or a folder with class folders.");
        }

        var folders = isUnlabelled ? ClassFolders.WithoutClasses(tree, FolderWords.Texts) : ClassFolders.Of(tree, FolderWords.Texts);
        return new TextFolders(tree, folders, Path.GetFileName(Path.TrimEndingDirectorySeparator(path)).Split('.')[0]);
    }

    /// <summary>The texts of a part; null where the folders have none.</summary>
    /// <param name="part"><c>train</c>, <c>validation</c> or <c>test</c>.</param>
    /// <exception cref="DecantException">Files are no UTF-8.</exception>
    public TextPart? Part(string part)
    {
        if (!_folders.Parts.TryGetValue(part, out var samples))
        {
            return null;
        }

        var (texts, problems) = (new List<string>(), new TextProblems(_tree.Root));
        foreach (var file in samples.Files.Select(place => _tree.Files[place]))
        {
            var bytes = file.Read().AsSpan();
            bytes = bytes.StartsWith(Encoding.UTF8.Preamble) ? bytes[3..] : bytes;
            if (!Utf8.IsValid(bytes))
            {
                problems.Add(file.Path, "expected UTF-8. The file is damaged or in another encoding: save it again as UTF-8.");
            }

            texts.Add(Encoding.UTF8.GetString(bytes));
        }

        problems.Throw();
        return new TextPart($"{_stem} {part}", new TextContent(texts), samples.Labels);
    }
}
