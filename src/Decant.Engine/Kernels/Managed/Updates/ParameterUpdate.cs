using System.Runtime.CompilerServices;

namespace Decant.Engine.Kernels.Managed;

/// <summary>
/// One optimizer's step over a block of parameters: in one pass over all of it, or a chunk at a time by the product that has just written
/// the chunk's gradients, while they are in the second cache. An element's bits are the same either way.
/// </summary>
internal unsafe struct ParameterUpdate : ILaneWork
{
    public float* Weights;

    /// <summary>The gradients; what belongs to one of them is at the same place of the other blocks.</summary>
    public float* Gradients;

    /// <summary>What the optimizer remembers of each parameter; null for nothing.</summary>
    public float* First;

    /// <summary>What else it remembers; null for nothing.</summary>
    public float* Second;

    public long Count;

    /// <summary>The settings of <see cref="Managed.Sgd"/>, if that is the optimizer.</summary>
    public SgdSettings? Sgd;

    /// <summary>The settings of <see cref="Managed.AdamW"/>, if that is the optimizer.</summary>
    public AdamWSettings? AdamW;

    /// <summary>Blocks that a step reads next to the gradients.</summary>
    public readonly int Blocks =>
        Second is not null ? 3
        : First is not null ? 2
        : 1;

    /// <summary>Changes all parameters.</summary>
    public readonly void Run(WorkerPool pool) => Grid.Run(pool, this, Grid.Chunks(Count, Grid.Elements));

    /// <inheritdoc/>
    public readonly void Run<TLanes>(int chunk)
        where TLanes : struct, ILanes<TLanes>
    {
        var first = (long)chunk * Grid.Elements;
        Run<TLanes>(Gradients + first, 0, 1, Math.Min(Count - first, Grid.Elements));
    }

    /// <summary>Changes the parameters of some rows.</summary>
    /// <param name="gradients">Their gradients, a part of <see cref="Gradients"/>.</param>
    /// <param name="rowStride">From one row to the next.</param>
    /// <param name="rows">How many rows.</param>
    /// <param name="columns">Gradients of a row.</param>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public readonly void Run<TLanes>(float* gradients, nint rowStride, int rows, long columns)
        where TLanes : struct, ILanes<TLanes>
    {
        if (Sgd is { } sgd)
        {
            Run<TLanes, Sgd.Rule<TLanes>>(new(sgd), gradients, rowStride, rows, columns);
        }
        else if (AdamW is { } adamW)
        {
            Run<TLanes, AdamW.Rule<TLanes>>(new(adamW), gradients, rowStride, rows, columns);
        }
        else
        {
            throw new InvalidOperationException("An update of parameters needs the settings of an optimizer.");
        }
    }

    /// <summary>One of the blocks next to the gradients, at the place that belongs to one of these.</summary>
    /// <param name="block">Which, from 0 to <see cref="Blocks"/> − 1.</param>
    /// <param name="gradient">A gradient.</param>
    public readonly float* At(int block, float* gradient) =>
        (
            block switch
            {
                0 => Weights,
                1 => First,
                _ => Second,
            }
        ) + (gradient - Gradients);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void Run<TLanes, TRule>(TRule rule, float* gradients, nint rowStride, int rows, long columns)
        where TLanes : struct, ILanes<TLanes>
        where TRule : struct, IUpdateRule<TLanes>
    {
        for (var row = 0; row < rows; row++, gradients += rowStride)
        {
            var place = gradients - Gradients;
            float* weight = Weights + place,
                gradient = gradients,
                first = First is null ? null : First + place,
                second = Second is null ? null : Second + place;
            var rest = columns;
            for (; rest >= TLanes.Count; rest -= TLanes.Count)
            {
                Step<TLanes, TRule>(rule, ref weight, ref gradient, ref first, ref second, TLanes.Count);
            }

            if (rest > 0)
            {
                Step<TLanes, TRule>(rule, ref weight, ref gradient, ref first, ref second, (int)rest);
            }
        }
    }

    // The next parameters of a row, as many as lanes or as are left.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Step<TLanes, TRule>(
        in TRule rule,
        ref float* weight,
        ref float* gradient,
        ref float* first,
        ref float* second,
        int count
    )
        where TLanes : struct, ILanes<TLanes>
        where TRule : struct, IUpdateRule<TLanes>
    {
        var one = first is null ? default : RowLanes.Load<TLanes>(first, count);
        var two = second is null ? default : RowLanes.Load<TLanes>(second, count);
        RowLanes.Store(
            rule.Step(RowLanes.Load<TLanes>(weight, count), RowLanes.Load<TLanes>(gradient, count), ref one, ref two),
            weight,
            count
        );
        if (first is not null)
        {
            RowLanes.Store(one, first, count);
            first += count;
        }

        if (second is not null)
        {
            RowLanes.Store(two, second, count);
            second += count;
        }

        weight += count;
        gradient += count;
    }
}
