using Decant.Data.Batches;
using Decant.Engine.Graphs;
using Decant.Engine.Onnx;
using Decant.Tasks;
using Decant.Teachers;
using Decant.Tests.Shared;

namespace Decant.Tests.Tasks.Own;

public sealed class OwnEnsembleTests
{
    [Fact]
    public void An_ensemble_joins_every_head_as_ONNX_Runtime_joins_the_answers_of_its_members()
    {
        var task = new VisitTask();
        Graph[] members = [VisitTask.Build(5, 1), VisitTask.Build(7, 2), VisitTask.Build(6, 3)];
        var joined = EnsembleNetwork.Of(members, EnsembleCombination.Probabilities, task);
        Assert.Equal(["logits", "probabilities", "price"], joined.Outputs.Select(output => output.Name));

        using var batches = new BatchStream(new Visits("test", 20, 2), new BatchOptions { Size = 20 });
        var epoch = batches.Epoch(0);
        Assert.True(epoch.MoveNext());
        var inputs = new Dictionary<string, Tensor>
        {
            ["facts"] = epoch.Current["facts"],
            ["things"] = epoch.Current["things"],
            ["things.mask"] = epoch.Current.Mask("T"),
            ["things.length"] = epoch.Current.Lengths("T"),
        };
        var alone = members.Select(member => OnnxRuntimeOracle.Run(Written(member), inputs)).ToArray();
        var together = OnnxRuntimeOracle.Run(Written(joined), inputs);
        foreach (var output in new[] { "probabilities", "price" })
        {
            var numbers = together[output].Span<float>();
            for (var i = 0; i < numbers.Length; i++)
            {
                Assert.Equal(alone.Average(member => member[output].Span<float>()[i]), numbers[i], 1e-4);
            }
        }
    }

    private static byte[] Written(Graph graph)
    {
        using var file = new MemoryStream();
        OnnxFile.Write(graph, file);
        return file.ToArray();
    }
}
