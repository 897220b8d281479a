using Decant.Pipeline;
using Decant.Recipes;
using Decant.Runs;
using Decant.Tests.Data.Sources;

namespace Decant.Tests.Adoption;

/// <summary>
/// Students from PyTorch's exporter, distilled for 20 steps of SGD with momentum: the first and the last loss are those of PyTorch 1.13,
/// which trained all weights (mk.py and cmp.py next to the files). With the recurrent weights, the 1-D convolutions or the normalisations
/// frozen the last differ by 1e-3 and more.
/// </summary>
public sealed class StudentsAsPyTorchTests
{
    [Theory]
    [InlineData("02-onnx-student-frozen/c1", 0.326368, 0.249592)]
    [InlineData("03-bn-identity-crash/dw", 0.317604, 0.262165)]
    public void Twenty_steps_have_PyTorchs_losses(string student, double first, double last) => Distil(student, first, last);

    /// <summary>The others, a minute: run by name, or with <c>-explicit on</c>.</summary>
    [Theory(Explicit = true)]
    [InlineData("02-onnx-student-frozen/lstm", 0.296647, 0.263281)]
    [InlineData("02-onnx-student-frozen/gru", 0.297328, 0.257674)]
    [InlineData("02-onnx-student-frozen/gn", 0.467014, 0.207961)]
    [InlineData("02-onnx-student-frozen/un", 0.277683, 0.257570)]
    [InlineData("02-onnx-student-frozen/dw", 0.319249, 0.261846)]
    [InlineData("02-onnx-student-frozen/tr", 0.690136, 0.260616)]
    [InlineData("03-bn-identity-crash/c1", 0.317098, 0.249838)]
    [InlineData("03-bn-identity-crash/tr", 0.558782, 0.263822)]
    public void Twenty_steps_of_the_others_have_PyTorchs_losses(string student, double first, double last) => Distil(student, first, last);

    private static void Distil(string student, double first, double last)
    {
        const string cases = "../cases/numbers/02-onnx-student-frozen";
        var root = Path.GetFullPath(Path.Combine(RealData.RootWith(cases), cases));
        var folder = Directory.CreateTempSubdirectory("decant-students-");
        try
        {
            var recipe = RecipeReader.Read(
                Path.Combine(root, "r-lstm.yaml"),
                [$"student.onnx='{Path.GetFullPath(Path.Combine(root, "..", $"{student}.onnx"))}'"]
            );
            var run = Distillation.Run(
                recipe,
                new RunSettings
                {
                    DataRoot = root,
                    OutputFolder = Path.Combine(folder.FullName, "run"),
                    TeacherFolder = Path.Combine(folder.FullName, "teachers"),
                }
            );

            var epochs = run.Run.Arm(ArmNames.Distilled)!.Seeds[0].Epochs;
            Assert.Equal(first, epochs[0].TotalLoss, 3e-6);
            Assert.Equal(last, epochs[^1].TotalLoss, 3e-6);
            Assert.Contains(run.Run.Findings, finding => finding.Contains("training changes ", StringComparison.Ordinal));
            Assert.All(["report.html", "summary.json"], file =>
                Assert.Contains("training changes ", File.ReadAllText(Path.Combine(run.Folder, file)), StringComparison.Ordinal)
            );
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
