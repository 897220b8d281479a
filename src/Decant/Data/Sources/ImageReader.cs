using System.Collections.Concurrent;
using System.Globalization;
using Decant.Data.Images;
using Decant.Engine;
using Decant.Engine.Graphs;
using Decant.Notices;

namespace Decant.Data.Sources;

/// <summary>Decodes the images of a source, several at once: each is decoded, brought to its form and forgotten before memory fills up. All that is wrong with files is told together.</summary>
/// <param name="tree">The files.</param>
/// <param name="form">What every image becomes.</param>
/// <param name="skips">Whether files that cannot be read are left out.</param>
internal sealed class ImageReader(FileTree tree, ImageForm form, bool skips)
{
    private const long MostMemory = 256L << 20;
    private const int MostNamed = 20;

    private readonly List<(string File, string Message)> _bad = [];
    private readonly List<string> _unfit = [];
    private int _read;

    /// <summary>What a reader of the result must know, a sentence each.</summary>
    public IEnumerable<Notice> Notes => _bad.Count == 0 ? [] :
    [
        Notice.Warning(string.Create(
            CultureInfo.InvariantCulture,
            $"left out because they cannot be read (data.bad-files: skip): {_bad.Count} of {_read} images: {string.Join(", ", _bad.Take(MostNamed).Select(bad => bad.File))}{More(_bad.Count)}.")),
    ];

    /// <summary>Reads a part. What is wrong with its files is kept for <see cref="Check"/>.</summary>
    /// <param name="name">What a report calls the part.</param>
    /// <param name="samples">Its files and what is known of them.</param>
    /// <param name="classNames">Names of the classes.</param>
    public unsafe MemoryImages Read(string name, ImageSamples samples, IReadOnlyList<string> classNames)
    {
        var size = form.Channels * form.Height * form.Width;
        DataFile.CheckMemory(tree.Root, (long)size * samples.Files.Count);
        var pixels = new Tensor(ElementType.UInt8, samples.Files.Count, form.Channels, form.Height, form.Width);
        var start = (byte*)pixels.Pointer;
        var (bad, unfit) = (new ConcurrentDictionary<int, string>(), new ConcurrentDictionary<int, string>());
        using var memory = new DecodingMemory(MostMemory);
        Parallel.For(0, samples.Files.Count, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, index =>
        {
            var file = tree.Files[samples.Files[index]];
            try
            {
                using var image = ImageFile.Open(file.Read(), file.Path);
                if (form.Problem(image, file.Path) is { } problem)
                {
                    unfit[index] = problem;
                    return;
                }

                image.Read(form.Channels, form.Height, form.Width, memory).Pixels.CopyTo(new Span<byte>(start + ((long)index * size), size));
            }
            catch (DecantException exception)
            {
                bad[index] = exception.Message;
            }
        });
        _read += samples.Files.Count;
        _bad.AddRange(bad.OrderBy(problem => problem.Key).Select(problem => (tree.Files[samples.Files[problem.Key]].Path, problem.Value)));
        _unfit.AddRange(unfit.OrderBy(problem => problem.Key).Select(problem => problem.Value));
        int[] kept = [.. Enumerable.Range(0, samples.Files.Count).Where(index => !bad.ContainsKey(index))];
        for (var place = 0; kept.Length < samples.Files.Count && place < kept.Length; place++)
        {
            Buffer.MemoryCopy(start + ((long)kept[place] * size), start + ((long)place * size), size, size);
        }

        var good = kept.Length < samples.Files.Count ? samples.Keep(kept) : samples;
        return new MemoryImages(name, pixels.View(0, kept.Length, form.Channels, form.Height, form.Width), good.Labels, classNames, good.Targets);
    }

    /// <summary>Refuses the files that cannot be used, all in one message.</summary>
    /// <exception cref="DecantException">There are some.</exception>
    public void Check()
    {
        string[] problems = [.. _unfit, .. skips ? [] : _bad.Select(bad => bad.Message)];
        if (problems is [var only])
        {
            throw new DecantException(_unfit.Count > 0 ? only : $"{only} Or leave such files out: data.bad-files: skip.");
        }

        if (problems.Length > 0)
        {
            var lines = string.Concat(problems.Take(MostNamed).Select(problem => $"{Environment.NewLine}  {problem}"));
            throw new DecantException(
                string.Create(CultureInfo.InvariantCulture, $"Images '{tree.Root}': {problems.Length} of {_read} images cannot be used:{lines}{More(problems.Length)}")
                + (_bad.Count > 0 && !skips ? $"{Environment.NewLine}Mend or remove files that cannot be read, or leave them out: data.bad-files: skip." : ""));
        }
    }

    private static string More(int count) => count > MostNamed ? string.Create(CultureInfo.InvariantCulture, $" and {count - MostNamed} more") : "";
}
