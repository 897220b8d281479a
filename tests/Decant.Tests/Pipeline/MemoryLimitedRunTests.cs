using Decant.Data.Sources;
using Decant.Engine.Randomness;
using Decant.Pipeline;
using Decant.Recipes;
using Decant.Runs;

namespace Decant.Tests.Pipeline;

public sealed class MemoryLimitedRunTests : IDisposable
{
    private const int Side = 64,
        Train = 1000,
        Test = 200;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("decant-memory-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void A_run_that_reads_its_samples_on_demand_makes_the_same_student_bit_for_bit()
    {
        Write("train", Train);
        Write("t10k", Test);
        var (free, limited) = (Run("free", null), Run("limited", 160L << 20));

        Assert.Equal(
            File.ReadAllBytes(Path.Combine(free.Folder, "teacher.onnx")),
            File.ReadAllBytes(Path.Combine(limited.Folder, "teacher.onnx"))
        );
        Assert.Equal(
            File.ReadAllBytes(Path.Combine(free.Folder, "student.onnx")),
            File.ReadAllBytes(Path.Combine(limited.Folder, "student.onnx"))
        );
        Assert.Equal(
            free.Run.Arm(ArmNames.Distilled)!.Seeds[0].Test.Metrics.Select(metric => (metric.Name, metric.Value)),
            limited.Run.Arm(ArmNames.Distilled)!.Seeds[0].Test.Metrics.Select(metric => (metric.Name, metric.Value))
        );
    }

    private RunOutcome Run(string name, long? memory)
    {
        var recipe = RecipeReader.ReadText(
            """
            data: { source: idx, path: data }
            teacher: { train: { model: mlp, hidden: [6], epochs: 1, batch: 16 } }
            student: { model: mlp, hidden: [4] }
            losses: [ { soft-targets: { weight: 0.9 } }, { hard-labels: { weight: 0.1 } } ]
            training: { epochs: 2, batch: 16, learning-rate: 0.01, seed: 1 }
            compare: { arms: [] }
            """
        );
        return Distillation.Run(
            recipe,
            new RunSettings
            {
                DataRoot = _folder.FullName,
                OutputFolder = Path.Combine(_folder.FullName, name),
                TeacherFolder = Path.Combine(_folder.FullName, $"{name}-teachers"),
                Threads = 1,
                Memory = memory,
            },
            cancellation: TestContext.Current.CancellationToken
        );
    }

    private void Write(string part, int count)
    {
        var data = Directory.CreateDirectory(Path.Combine(_folder.FullName, "data")).FullName;
        var pixels = new byte[count * Side * Side];
        var noise = new RandomStream(3, part).At(0);
        for (var i = 0; i < pixels.Length; i++)
        {
            pixels[i] = (byte)noise.NextInt32(256);
        }

        for (var i = 1; i < count; i += 2)
        {
            pixels.AsSpan(i * Side * Side, Side * Side / 2).Fill(200);
        }

        IdxFile.Write(Path.Combine(data, $"{part}-images-idx3-ubyte.gz"), [count, Side, Side], pixels);
        IdxFile.Write(
            Path.Combine(data, $"{part}-labels-idx1-ubyte.gz"),
            [count],
            [.. Enumerable.Range(0, count).Select(i => (byte)(i % 2))]
        );
    }
}
