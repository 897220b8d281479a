using System.Collections.Concurrent;
using Decant.Engine.Kernels;

namespace Decant.Engine.Tests.Kernels;

public sealed class ThreadPlacementTests
{
    private static readonly ConcurrentDictionary<string, bool> s_threads = new();

    [Fact]
    public void Threads_that_were_woken_may_run_on_every_processor_of_the_process()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Linux alone tells which processors a thread may run on.");
        var all = Processors("/proc/thread-self");
        using var pool = new WorkerPool(3);
        for (var round = 0; round < 5; round++)
        {
            // So long that the workers sleep.
            Thread.Sleep(TimeSpan.FromMilliseconds(5));
            var work = default(NoteThread);
            pool.Run(ref work, 30);
            Assert.All(s_threads.Keys, thread => Assert.Equal(all, Processors(thread)));
        }

        Assert.NotEmpty(s_threads);
    }

    [Fact]
    public void Where_no_thread_has_said_its_name_as_many_are_woken()
    {
        using var wake = new SemaphoreSlim(0);
        new ThreadPlacement(2).Wake(wake, 2);
        Assert.Equal(2, wake.CurrentCount);
    }

    private static string Processors(string thread) =>
        File.ReadLines($"{thread}/status").Single(line => line.StartsWith("Cpus_allowed_list:", StringComparison.Ordinal));

    /// <summary>Notes which threads of the process take part.</summary>
    private struct NoteThread : IChunkedWork
    {
        public readonly void Run(int chunk)
        {
            s_threads[$"/proc/{File.ResolveLinkTarget("/proc/thread-self", false)!.FullName.Split("/proc/")[^1]}"] = true;
            Thread.SpinWait(1000);
        }
    }
}
