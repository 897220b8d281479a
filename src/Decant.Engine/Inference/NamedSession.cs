using Decant.Engine.Graphs;

namespace Decant.Engine.Inference;

/// <summary>A session of a network whose inputs and outputs come by name.</summary>
/// <param name="form">The network.</param>
/// <param name="threads">Threads that share the work.</param>
/// <param name="bounds">The largest of each size that comes with a call.</param>
internal sealed class NamedSession(NamedForm form, int threads, int[] bounds) : ModelSession(form.Network, threads, form.Sizes, bounds)
{
    /// <summary>Answers; allocates nothing.</summary>
    /// <param name="sizes">The sizes of this call.</param>
    /// <param name="inputs">All inputs.</param>
    /// <param name="outputs">The outputs that are wanted, to be written.</param>
    public void Run(ReadOnlySpan<int> sizes, IReadOnlyDictionary<string, Tensor> inputs, IReadOnlyDictionary<string, Tensor> outputs)
    {
        for (var place = 0; place < sizes.Length; place++)
        {
            Executable.Resize(form.Sizes[place], sizes[place]);
        }

        foreach (var input in form.Inputs)
        {
            Executable.Bind(input.Name, inputs[input.Name]);
        }

        Executable.Run();
        foreach (var output in form.Outputs)
        {
            // A copy: two outputs may lie in the same memory of the plan.
            if (outputs.TryGetValue(output.Name, out var wanted))
            {
                Executable[output.Name].Bytes()[..checked((int)(output.Count(sizes) * wanted.Type.Size()))].CopyTo(wanted.Bytes());
            }
        }
    }
}
