using Decant.Engine.Graphs;
using Decant.Recipes;
using Decant.Students;
using Decant.Students.Texts;
using Decant.Teachers;

namespace Decant.Pipeline;

/// <summary>The networks of a run as they are before any training: what can be said of it beforehand is said of these.</summary>
/// <param name="Members">The teachers, one or several; none for none.</param>
/// <param name="Assistants">The networks between teacher and student.</param>
/// <param name="Student">The student.</param>
internal sealed record RunNetworks(IReadOnlyList<Graph> Members, IReadOnlyList<Graph> Assistants, Graph Student)
{
    /// <summary>Reads or builds them; files are looked at and not run.</summary>
    /// <exception cref="Engine.DecantException">A network cannot be made.</exception>
    public static RunNetworks Of(Recipe recipe, PreparedData data, RunSettings settings)
    {
        var networks = new RunNetworks(
            [.. recipe.Teacher.Members.Select(Teacher)],
            [.. recipe.Assistants.Select(assistant => Built(assistant.Model!))],
            recipe.Student.Onnx is { } file
                ? NetworkFile
                    .Read(file, recipe.Student.File.Adoption(recipe.Training.Seed), "Student", data, settings, isTried: false)
                    .Network
                : recipe.Student.Build(data.Inputs, data.Head, data.Scaling, recipe.Training.Seed)
        );
        if (
            recipe.Student.Init is { IsTeacher: true, TokenVectors: TokenVectorSource.Answers }
            && networks.Teacher(recipe, data) is { } asked
        )
        {
            InitialTokens.Require(asked);
        }

        return networks;

        Graph Teacher(TeacherSettings member) =>
            member.IsGiven
                ? GivenTeacher.Read(member, recipe.Training.Seed, data, settings, isTried: false).Network
                : Built(member.Train!.Model!);

        Graph Built(Architecture model) => Network.Build(model, data.Inputs, data.Head, data.Scaling, recipe.Training.Seed);
    }

    /// <summary>The teacher that the members are together; null for none.</summary>
    public Graph? Teacher(Recipe recipe, PreparedData data) =>
        Members switch
        {
            [] => null,
            [var only] => only,
            _ => EnsembleNetwork.Of(Members, recipe.Teacher.Combine, data.Goal.Task),
        };
}
