using Decant.Engine.Execution;
using Decant.Engine.Graphs;
using Decant.Engine.Kernels;

namespace Decant.Engine.Inference;

/// <summary>
/// What one caller of a <see cref="Model"/> computes with: memory, threads and a plan for sizes up to some. The weights are the
/// model's.
/// </summary>
internal abstract class ModelSession : IDisposable
{
    private readonly WorkerPool _pool;
    private readonly int[] _bounds;

    /// <summary>Compiles the network.</summary>
    /// <param name="network">Frozen.</param>
    /// <param name="threads">Threads that share the work.</param>
    /// <param name="names">Names of the sizes that come with a call; null for one that the file fixes.</param>
    /// <param name="bounds">The largest of each.</param>
    protected ModelSession(Graph network, int threads, IReadOnlyList<string?> names, int[] bounds)
    {
        _bounds = bounds;
        _pool = new WorkerPool(threads);
        try
        {
            Executable = Executable.Compile(
                network,
                new CompileOptions
                {
                    Device = DeviceCatalogue.Default(_pool),
                    Bounds = names.Zip(bounds).Where(size => size.First is not null).ToDictionary(size => size.First!, size => size.Second),
                    ConstantWeights = true,
                }
            );
        }
        catch
        {
            _pool.Dispose();
            throw;
        }
    }

    /// <summary>The largest sizes of a call.</summary>
    public ReadOnlySpan<int> Bounds => _bounds;

    /// <summary>The network.</summary>
    protected Executable Executable { get; }

    /// <summary>Whether it can run with sizes.</summary>
    public bool Holds(ReadOnlySpan<int> sizes)
    {
        for (var place = 0; place < sizes.Length; place++)
        {
            if (sizes[place] > _bounds[place])
            {
                return false;
            }
        }

        return true;
    }

    /// <inheritdoc/>
    public virtual void Dispose()
    {
        Executable.Dispose();
        _pool.Dispose();
    }
}
