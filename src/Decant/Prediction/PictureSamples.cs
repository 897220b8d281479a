using Decant.Data.Images;
using Decant.Data.Sources;
using Decant.Engine;

namespace Decant.Prediction;

/// <summary>
/// Pictures as a model takes them: files, folders and archives of any size and format, brought to the model's size and channels as in
/// training, from 0 to 1.
/// </summary>
internal static class PictureSamples
{
    private const float Brightest = 255;

    /// <summary>The pictures of a file, a folder or an archive.</summary>
    /// <param name="path">Where they are.</param>
    /// <param name="shape">[C, H, W] that the model takes.</param>
    /// <exception cref="DecantException">Nothing is there, or no picture.</exception>
    public static IEnumerable<SampleToScore> Of(string path, IReadOnlyList<int> shape)
    {
        if (!Directory.Exists(path) && !FileTree.IsArchive(path))
        {
            return File.Exists(path)
                ? [Sample(path, () => DataFile.Guarded(path, () => File.ReadAllBytes(path)), shape)]
                : throw new DecantException($"'{path}': there is no such file or folder. Name pictures, or a folder or archive of them.");
        }

        var tree = FileTree.Open(path, ImageFile.HasImageName);
        return tree.Files.Count > 0
            ? tree.Files.Select(file => Sample($"{path.TrimEnd('/')}/{file.Path}", file.Read, shape))
            : throw new DecantException($"'{path}': it holds no picture ({ImageFormat.Names}).");
    }

    private static SampleToScore Sample(string name, Func<byte[]> read, IReadOnlyList<int> shape) => new(name, destination =>
        {
            try
            {
                using var file = ImageFile.Open(read(), name);
                var pixels = file.Read(shape[0], shape[1], shape[2]).Pixels;
                for (var place = 0; place < pixels.Length; place++)
                {
                    destination[place] = pixels[place] / Brightest;
                }

                return null;
            }
            catch (DecantException problem)
            {
                return problem.Message;
            }
        });
}
