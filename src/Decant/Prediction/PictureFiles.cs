using Decant.Data.Images;
using Decant.Data.Sources;
using Decant.Engine;

namespace Decant.Prediction;

/// <summary>Pictures that a person names: files, folders and archives.</summary>
internal static class PictureFiles
{
    /// <summary>The pictures of a file, a folder or an archive, each with its name and how its bytes are read.</summary>
    /// <param name="path">Where they are.</param>
    /// <exception cref="DecantException">Nothing is there, or no picture.</exception>
    public static IEnumerable<(string Name, Func<byte[]> Read)> Of(string path)
    {
        if (!Directory.Exists(path) && !FileTree.IsArchive(path))
        {
            return File.Exists(path)
                ? [(path, () => DataFile.Guarded(path, () => File.ReadAllBytes(path)))]
                : throw new DecantException($"'{path}': there is no such file or folder. Name pictures, or a folder or archive of them.");
        }

        var tree = FileTree.Open(path, ImageFile.HasImageName);
        return tree.Files.Count > 0
            ? tree.Files.Select(file => ($"{path.TrimEnd('/')}/{file.Path}", (Func<byte[]>)file.Read))
            : throw new DecantException($"'{path}': it holds no picture ({ImageFormat.Names}).");
    }
}
