using System.Globalization;
using Decant.Cli.Shell;
using Decant.Engine;
using Decant.SoftTargets.Store;

namespace Decant.Cli.Parsing;

/// <summary>Which part of a store a process is to make.</summary>
internal static class WantedPortion
{
    private const string SlurmTask = "SLURM_ARRAY_TASK_ID",
        SlurmFirst = "SLURM_ARRAY_TASK_MIN",
        SlurmCount = "SLURM_ARRAY_TASK_COUNT",
        KubernetesIndex = "JOB_COMPLETION_INDEX";

    /// <summary>
    /// Reads <c>--shard</c>; where it is left out, what Slurm says of its array (tasks from SLURM_ARRAY_TASK_MIN on); of <c>/n</c> the
    /// index of the job, from 0.
    /// </summary>
    /// <exception cref="DecantException">It is no such pair, or the index is missing or out of range.</exception>
    public static StorePortion Of(string? shard, Terminal terminal)
    {
        if (shard is { } written && !written.StartsWith('/'))
        {
            return StorePortion.Parse(written);
        }

        if (shard is not null)
        {
            return terminal.Variable(KubernetesIndex) is { } index
                ? Numbered(KubernetesIndex, index, 0, shard[1..])
                : throw new DecantException(
                    $"--shard: '{shard}' takes its number from {KubernetesIndex}, which is not set. Write i/n, such as 2/4."
                );
        }

        return terminal.Variable(SlurmTask) is { } task && terminal.Variable(SlurmCount) is { } count
            ? Numbered(SlurmTask, task, terminal.Variable(SlurmFirst) is { } first ? Number(SlurmFirst, first) : 0, count)
            : StorePortion.Whole;
    }

    private static StorePortion Numbered(string name, string text, int first, string count)
    {
        var place = Number(name, text) - first + 1;
        return StorePortion.Parse(string.Create(CultureInfo.InvariantCulture, $"{place}/{count}"));
    }

    private static int Number(string name, string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new DecantException($"{name}: expected a whole number from 0 on, received '{text}'.");
}
