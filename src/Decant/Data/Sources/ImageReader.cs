using System.Collections.Concurrent;
using System.Globalization;
using Decant.Data.Fields;
using Decant.Engine;
using Decant.Engine.Graphs;
using Decant.Notices;

namespace Decant.Data.Sources;

/// <summary>
/// Decodes the images of a source, several at once: each is decoded, brought to its form and forgotten before memory fills up. All that is
/// wrong with files is reported together.
/// </summary>
/// <param name="tree">The files.</param>
/// <param name="form">What every image becomes.</param>
/// <param name="skips">Whether files that cannot be read are left out.</param>
/// <param name="memory">How much may be kept in memory.</param>
internal sealed class ImageReader(FileTree tree, ImageForm form, bool skips, SampleMemory memory)
{
    private const long MostDecoding = 256L << 20;

    // Of the memory for decoding, what holds decoded images until they are looked at in order.
    private const int ShareOfChunk = 4;
    private const int MostReaders = 4;
    private const int MostNamed = 20;

    private readonly List<(string File, string Message)> _bad = [];
    private readonly List<ImageMisfit> _unfit = [];
    private int _read;

    /// <summary>What a reader of the result must know, a sentence each.</summary>
    public IEnumerable<Notice> Notes =>
        _bad.Count == 0
            ? []
            :
            [
                Notice.Warning(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"left out because they cannot be read (data.bad-files: skip): {_bad.Count} of {_read} "
                            + $"images: "
                            + $"{string.Join(", ", _bad.Take(MostNamed).Select(bad => bad.File))}{More(_bad.Count)}."
                    )
                ),
            ];

    /// <summary>
    /// Reads a part: all of it into memory, or as much as there is room for; the others are decoded once, to see that they can be. What is
    /// wrong with files is kept for <see cref="Check"/>.
    /// </summary>
    /// <param name="name">The part's name in a report.</param>
    /// <param name="samples">Its files and what is known of them.</param>
    /// <param name="classNames">Names of the classes.</param>
    public Dataset Read(string name, FileSamples samples, IReadOnlyList<string> classNames)
    {
        long size = form.Field.Count;
        var room = memory.Take(size, samples.Files.Count);
        _read += samples.Files.Count;
        return room == samples.Files.Count ? InMemory(name, samples, classNames) : FromFiles(name, samples, classNames, room);
    }

    private unsafe MemoryImages InMemory(string name, FileSamples samples, IReadOnlyList<string> classNames)
    {
        var size = form.Field.Count;
        var pixels = new Tensor(ElementType.UInt8, samples.Files.Count, form.Channels, form.Height, form.Width);
        var start = (byte*)pixels.Pointer;
        var decoder = new ImageDecoder(tree, form, MostDecoding);
        int[] kept = Decode(decoder, samples, 0, samples.Files.Count, start);
        decoder.Rest();
        for (var place = 0; kept.Length < samples.Files.Count && place < kept.Length; place++)
        {
            Buffer.MemoryCopy(start + ((long)kept[place] * size), start + ((long)place * size), size, size);
        }

        var good = kept.Length < samples.Files.Count ? samples.Keep(kept) : samples;
        return new MemoryImages(
            name,
            pixels.View(0, kept.Length, form.Channels, form.Height, form.Width),
            good.Labels,
            classNames,
            good.Targets,
            good.Others
        );
    }

    private unsafe FileImages FromFiles(string name, FileSamples samples, IReadOnlyList<string> classNames, int room)
    {
        var size = form.Field.Count;
        var decoding = memory.Budget?.Decoding ?? MostDecoding;
        var step = (int)Math.Clamp(decoding / ShareOfChunk / size, 1, 256);
        var decoder = new ImageDecoder(tree, form, decoding - (decoding / ShareOfChunk));
        using var chunk = new Tensor(ElementType.UInt8, step, size);
        using var hash = new ImageFingerprint(samples.Files.Count, [form.Channels, form.Height, form.Width], classNames);
        var pixels = new Tensor(ElementType.UInt8, room, form.Channels, form.Height, form.Width);
        var good = new List<int>();
        for (var first = 0; first < samples.Files.Count; first += step)
        {
            foreach (var index in Decode(decoder, samples, first, Math.Min(step, samples.Files.Count - first), (byte*)chunk.Pointer))
            {
                var image = new ReadOnlySpan<byte>((byte*)chunk.Pointer + ((long)(index - first) * size), size);
                hash.Add(samples.Labels[index], image);
                if (good.Count < room)
                {
                    image.CopyTo(new Span<byte>((byte*)pixels.Pointer + ((long)good.Count * size), size));
                }

                good.Add(index);
            }
        }

        // The hash begins with the number of images; where some were left out it must be made anew, when it is asked for.
        var isWhole = good.Count == samples.Files.Count;
        var usable = isWhole ? samples : samples.Keep(good);
        return new FileImages(
            name,
            new DecodedFiles(decoder, usable.Files),
            form.Field,
            usable.Labels,
            classNames,
            pixels,
            Math.Min(room, good.Count),
            usable.Targets,
            usable.Others,
            isWhole ? hash.End([.. samples.Targets, .. samples.Others]) : null
        );
    }

    // Decodes some files, several at once, and returns those that can be read.
    private unsafe int[] Decode(ImageDecoder decoder, FileSamples samples, int first, int count, byte* start)
    {
        var size = form.Field.Count;
        var (bad, unfit) = (new ConcurrentDictionary<int, string>(), new ConcurrentDictionary<int, ImageMisfit>());
        Parallel.For(
            0,
            count,
            new ParallelOptions
            {
                MaxDegreeOfParallelism = memory.Budget is null
                    ? Environment.ProcessorCount
                    : Math.Min(MostReaders, Environment.ProcessorCount),
            },
            place =>
            {
                try
                {
                    if (decoder.Decode(samples.Files[first + place], new Span<byte>(start + ((long)place * size), size)) is { } misfit)
                    {
                        unfit[first + place] = misfit;
                    }
                }
                catch (DecantException exception)
                {
                    bad[first + place] = exception.Message;
                }
            }
        );
        _bad.AddRange(bad.OrderBy(problem => problem.Key).Select(problem => (tree.Files[samples.Files[problem.Key]].Path, problem.Value)));
        _unfit.AddRange(unfit.OrderBy(problem => problem.Key).Select(problem => problem.Value));
        return [.. Enumerable.Range(first, count).Where(index => !bad.ContainsKey(index))];
    }

    /// <summary>Refuses the files that cannot be used, all in one message.</summary>
    /// <exception cref="DecantException">There are some.</exception>
    public void Check()
    {
        string[] problems = [.. ImageMisfit.Sentences(_unfit), .. skips ? [] : _bad.Select(bad => bad.Message)];
        var count = _unfit.Count + (skips ? 0 : _bad.Count);
        if (count == 1 && problems is [var only])
        {
            throw new DecantException(_unfit.Count > 0 ? only : $"{only} Or leave such files out: data.bad-files: skip.");
        }

        if (problems.Length > 0)
        {
            var lines = string.Concat(problems.Take(MostNamed).Select(problem => $"{Environment.NewLine}  {problem}"));
            throw new DecantException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"Images '{tree.Root}': {count} of {_read} images cannot be used:{lines}{More(problems.Length)}"
                )
                    + (
                        _bad.Count > 0 && !skips
                            ? $"{Environment.NewLine}Mend or remove files that cannot be read, or leave them out: data.bad-files: skip."
                            : ""
                    )
            );
        }
    }

    private static string More(int count) =>
        count > MostNamed ? string.Create(CultureInfo.InvariantCulture, $" and {count - MostNamed} more") : "";
}
