using Decant.Data.Images;
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
    public static IEnumerable<SampleToScore> Of(string path, IReadOnlyList<int> shape) =>
        PictureFiles.Of(path).Select(picture => Sample(picture.Name, picture.Read, shape));

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
