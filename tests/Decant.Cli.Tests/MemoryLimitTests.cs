using System.Buffers.Binary;
using System.Diagnostics;
using System.Formats.Tar;
using Decant.Engine.Randomness;

namespace Decant.Cli.Tests;

public sealed class MemoryLimitTests
{
    private const long Limit = 192L << 20;
    private const int Side = 128,
        PixelBytes = 3 * Side * Side,
        HeaderBytes = 54;

    // The upper half of one class is white; the rest is noise.
    private const string Recipe = """
        data: { source: images, path: photos.tar, normalize: { mean: [0.5, 0.5, 0.5], std: [0.3, 0.3, 0.3] } }
        teacher: { train: { model: mlp, hidden: [2], epochs: 1, batch: 8 } }
        student: { model: mlp, hidden: [2] }
        losses: [ { soft-targets: { temperature: 4, weight: 0.9 } }, { hard-labels: { weight: 0.1 } } ]
        training: { epochs: 1, batch: 8, optimizer: sgd, learning-rate: 0.001, seed: 1 }
        compare: { arms: [] }
        """;

    [Fact]
    public async Task A_data_set_four_times_the_limit_trains_under_it()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The peak of a process is read from /proc.");
        using var folder = new WorkFolder().With("large.yaml", Recipe);
        WriteImages(folder.File("photos.tar"), (int)(4 * Limit / PixelBytes) + 1);

        using var process = DecantProcess.Start(
            folder.Path,
            "distill",
            "large.yaml",
            "--data-root",
            ".",
            "--memory",
            "192MB",
            "--out",
            "run"
        );
        var peak = Watch(process);
        var answer = DecantProcess.Finish(process);
        Assert.True(answer.ExitCode == 0, answer.Messages);
        Assert.True(File.Exists(folder.File("run", "student.onnx")));
        Assert.InRange(await peak, Limit / 4, Limit);
    }

    [Fact]
    public void What_cannot_fit_is_refused_with_numbers_and_remedy()
    {
        using var folder = new WorkFolder().With("tiny.yaml", WorkFolder.TinyRecipe);
        var answer = DecantProcess.Run(folder.Path, "check", "tiny.yaml", "--memory", "192MB", "--set", "student.hidden=[4096]");
        Assert.NotEqual(0, answer.ExitCode);
        Assert.Matches(
            @"distilled: a batch of 32 does not fit\..* MB.* MB\. .*Lower training\.batch, or raise --memory\.",
            answer.Messages
        );
    }

    // The system's own account of the most memory that was resident, until the process ends.
    private static async Task<long> Watch(Process process)
    {
        var status = $"/proc/{process.Id}/status";
        var peak = 0L;
        while (!process.HasExited)
        {
            try
            {
                var line = File.ReadLines(status).FirstOrDefault(line => line.StartsWith("VmHWM:", StringComparison.Ordinal));
                peak = line is null
                    ? peak
                    : Math.Max(peak, long.Parse(line.AsSpan(6).Trim(" \tkB"), System.Globalization.CultureInfo.InvariantCulture) << 10);
            }
            catch (IOException)
            {
                break; // it ended in between
            }

            await Task.Delay(TimeSpan.FromMilliseconds(10), TestContext.Current.CancellationToken).ConfigureAwait(false);
        }

        return peak;
    }

    private static void WriteImages(string path, int count)
    {
        var noise = new byte[2 * PixelBytes];
        var random = new RandomStream(1, "images").At(0);
        for (var i = 0; i < noise.Length; i++)
        {
            noise[i] = (byte)random.NextInt32(256);
        }

        var file = new byte[HeaderBytes + PixelBytes];
        WriteHeader(file);
        using var stream = File.Create(path);
        using var tar = new TarWriter(stream, TarEntryFormat.Ustar);
        for (var i = 0; i < count; i++)
        {
            noise.AsSpan(997 * i % PixelBytes, PixelBytes).CopyTo(file.AsSpan(HeaderBytes));
            if (i % 2 == 1)
            {
                file.AsSpan(HeaderBytes + (PixelBytes / 2)).Fill(byte.MaxValue);
            }

            tar.WriteEntry(
                new UstarTarEntry(TarEntryType.RegularFile, $"{"ab"[i % 2]}/{i:00000}.bmp") { DataStream = new MemoryStream(file) }
            );
        }
    }

    // A bitmap of 24 bits without compression.
    private static void WriteHeader(Span<byte> file)
    {
        (file[0], file[1]) = ((byte)'B', (byte)'M');
        foreach (
            var (place, value) in new[]
            {
                (2, file.Length),
                (10, HeaderBytes),
                (14, 40),
                (18, Side),
                (22, Side),
                (26, 1 | (24 << 16)),
                (34, PixelBytes),
            }
        )
        {
            BinaryPrimitives.WriteInt32LittleEndian(file[place..], value);
        }
    }
}
