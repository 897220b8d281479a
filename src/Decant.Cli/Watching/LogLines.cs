using System.Runtime.CompilerServices;
using System.Text;

namespace Decant.Cli.Watching;

/// <summary>
/// The lines of a file that another process still writes: those that are there, then each new one as soon as it is whole.
/// </summary>
internal static class LogLines
{
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(250);

    /// <summary>Reads them until it is cancelled, or there is nothing left and no one writes.</summary>
    /// <param name="file">The file; it need not be there yet.</param>
    /// <param name="isWritten">Whether someone still writes.</param>
    /// <param name="clock">Tells when to look again.</param>
    /// <param name="cancellation">Ends the reading.</param>
    public static async IAsyncEnumerable<string> Of(
        string file,
        Func<bool> isWritten,
        TimeProvider clock,
        [EnumeratorCancellation] CancellationToken cancellation
    )
    {
        var (place, rest) = (0L, new List<byte>());
        while (true)
        {
            // Asked first: what was written before the end is read after it.
            var goesOn = isWritten();
            foreach (var line in await Read(file, place, rest, cancellation))
            {
                yield return line.Text;
                place = line.End;
            }

            if (!goesOn)
            {
                yield break;
            }

            await Task.Delay(s_pause, clock, cancellation);
        }
    }

    // Whole lines from a place on, each with the place after it.
    private static async Task<IReadOnlyList<(string Text, long End)>> Read(
        string file,
        long place,
        List<byte> rest,
        CancellationToken cancellation
    )
    {
        if (!File.Exists(file))
        {
            return [];
        }

        var lines = new List<(string, long)>();
        await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        stream.Seek(place, SeekOrigin.Begin);
        rest.Clear();
        var buffer = new byte[16 * 1024];
        while (await stream.ReadAsync(buffer, cancellation) is var count and > 0)
        {
            for (var i = 0; i < count; i++)
            {
                place++;
                if (buffer[i] != (byte)'\n')
                {
                    rest.Add(buffer[i]);
                    continue;
                }

                lines.Add((Encoding.UTF8.GetString([.. rest]), place));
                rest.Clear();
            }
        }

        return lines;
    }
}
