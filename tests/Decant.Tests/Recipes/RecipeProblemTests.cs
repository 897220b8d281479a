using Decant.Recipes;

namespace Decant.Tests.Recipes;

public class RecipeProblemTests
{
    [Theory]
    // Values outside their range, with the range.
    [InlineData(
        "losses: [{ soft-targets: { temperature: 0 } }]",
        1,
        41,
        "losses.0.soft-targets.temperature",
        "expected a number (above 0 and at most 1000), received '0'"
    )]
    [InlineData(
        "losses: [{ hard-labels: { weight: -1 } }]",
        1,
        35,
        "losses.0.hard-labels.weight",
        "expected a number (at least 0), received '-1'"
    )]
    [InlineData("training: { batch: 0 }", 1, 20, "training.batch", "expected a whole number (1 to 1000000), received '0'")]
    [InlineData("training: { epochs: 2.5 }", 1, 21, "training.epochs", "expected a whole number")]
    [InlineData("training: { learning-rate: .nan }", 1, 28, "training.learning-rate", "received '.nan'")]
    [InlineData("training: { learning-rate: NaN }", 1, 28, "training.learning-rate", "received 'NaN'")]
    [InlineData("training: { learning-rate: Infinity }", 1, 28, "training.learning-rate", "received 'Infinity'")]
    [InlineData("training: { momentum: 1 }", 1, 23, "training.momentum", "(at least 0 and below 1)")]
    [InlineData("training: { seed: -1 }", 1, 19, "training.seed", "at least 0")]
    [InlineData("training: { seed: 18446744073709551616 }", 1, 19, "training.seed", "received '18446744073709551616'")]
    [InlineData("training: { threads: 0 }", 1, 22, "training.threads", "1 to 4096")]
    [InlineData("training: { warmup: -1 }", 1, 21, "training.warmup", "received '-1'")]
    [InlineData("training: { warmup: 1.5 steps }", 1, 21, "training.warmup", "steps whole")]
    [InlineData("compare: { seeds: 0 }", 1, 19, "compare.seeds", "1 to 1000")]
    // Wrong kinds of value.
    [InlineData("training: { epochs: many }", 1, 21, "training.epochs", "expected a whole number (1 to 1000000), received 'many'")]
    [InlineData("training: { epochs: [1, 2] }", 1, 21, "training.epochs", "received a list of 2")]
    [InlineData("training: { epochs: { a: 1 } }", 1, 21, "training.epochs", "received a map with a")]
    [InlineData("training: { epochs: }", 1, 21, "training.epochs", "received nothing")]
    [InlineData("training: 5", 1, 11, "training", "expected a section, received '5'")]
    [InlineData("training: { nesterov: maybe }", 1, 23, "training.nesterov", "expected on or off, received 'maybe'")]
    [InlineData("losses: soft-targets", 1, 9, "losses", "expected a list of losses")]
    [InlineData("losses: []", 1, 9, "losses", "received a list of 0")]
    [InlineData(
        "losses: [{ soft-targets: 4 }]",
        1,
        26,
        "losses.0.soft-targets",
        "expected the options of 'soft-targets' in braces, received '4'"
    )]
    [InlineData("losses: [[soft-targets]]", 1, 10, "losses.0", "expected one loss with its options")]
    // Unknown keys and names, with the nearest.
    [InlineData(
        "trainig: { epochs: 5 }",
        1,
        1,
        "trainig",
        "unknown key 'trainig'; nearest: 'training'; known: task, data, teacher, assistants, student, soft-targets, losses, "
            + "training, hint-stage, fine-tune, balance, compare"
    )]
    [InlineData(
        "training: { learning_rate: 0.1 }",
        1,
        13,
        "training.learning_rate",
        "unknown key 'learning_rate'; nearest: 'learning-rate'"
    )]
    [InlineData(
        "training: { optimizer: adamv }",
        1,
        24,
        "training.optimizer",
        "unknown optimizer 'adamv'; nearest: 'adamw'; known: sgd, adamw"
    )]
    [InlineData("training: { optimizer: adam }", 1, 24, "training.optimizer", "its name here is 'adamw'")]
    [InlineData("training: { schedule: cosin }", 1, 23, "training.schedule", "nearest: 'cosine'")]
    [InlineData("training: { precision: f16 }", 1, 24, "training.precision", "nearest: 'bf16'; known: f32, bf16")]
    [InlineData("training: { early-stopping: { metric: acuracy } }", 1, 39, "training.early-stopping.metric", "nearest: 'accuracy'")]
    [InlineData(
        "losses: [{ soft-target: { temperature: 4 } }]",
        1,
        12,
        "losses.0.soft-target",
        "unknown loss 'soft-target'; nearest: 'soft-targets'; known: soft-targets, hard-labels, label-smoothing"
    )]
    [InlineData("losses: [kd]", 1, 10, "losses.0.kd", "unknown loss 'kd': its name here is 'soft-targets'")]
    [InlineData(
        "losses: [{ soft-targets: { reduction: bach } }]",
        1,
        39,
        "losses.0.soft-targets.reduction",
        "unknown reduction 'bach'; nearest: 'batch'; known: batch, elements"
    )]
    [InlineData("compare: { arms: [scrach] }", 1, 19, "compare.arms.0", "nearest: 'scratch'")]
    [InlineData("compare: { arms: [scratch, scratch] }", 1, 28, "compare.arms.1", "'scratch' is given twice")]
    [InlineData("task: classification", 1, 7, "task", "unknown task 'classification'; nearest:")]
    // Keys of something else.
    [InlineData(
        "training: { optimizer: adamw, momentum: 0.9 }",
        1,
        31,
        "training.momentum",
        "'momentum' belongs to optimizer 'sgd'; the optimizer here is 'adamw'"
    )]
    [InlineData(
        "training: { milestones: [0.5] }",
        1,
        13,
        "training.milestones",
        "'milestones' belongs to schedule 'step'; the schedule here is 'cosine'"
    )]
    [InlineData(
        "losses: [{ hard-labels: { temperature: 3 } }]",
        1,
        27,
        "losses.0.hard-labels.temperature",
        "unknown key 'temperature'; known: weight, name"
    )]
    // Options that do not go together.
    [InlineData("training: { epochs: 5, warmup: 5 }", 1, 24, "training.warmup", "a warm-up of 5 epochs leaves nothing of 5 epochs")]
    [InlineData("training: { nesterov: on, momentum: 0 }", 1, 13, "training.nesterov", "momentum is 0")]
    [InlineData("losses: [{ hard-labels: { weight: 0 } }]", 1, 9, "losses", "all weights are 0")]
    [InlineData("losses: [hard-labels, hard-labels]", 1, 23, "losses.1", "two terms have the name 'hard-labels'")]
    [InlineData("losses: [{ hard-labels: , weight: 1 }]", 1, 10, "losses.0", "expected one loss with its options")]
    public void A_wrong_section_is_named_at_its_place(string section, int line, int column, string path, string message)
    {
        var problem = Assert.Single(Problems(section + "\n" + Smallest.Yaml));

        Assert.Equal((line, column, path), (problem.Line, problem.Column, problem.Path));
        Assert.Contains(message, problem.Message, StringComparison.Ordinal);
        Assert.NotEmpty(problem.Remedy);
        Assert.Equal(section, problem.Excerpt);
    }

    [Fact]
    public void A_list_where_names_are_one_text_is_offered_as_that_text()
    {
        var problem = Assert.Single(
            Problems(
                """
                task: table-classification
                data: { source: csv, path: t.csv, drop: [a, b] }
                teacher: { onnx: t.onnx }
                student: { model: mlp }
                """
            )
        );

        Assert.Equal(("data.drop", "expected a text, received a list of 2"), (problem.Path, problem.Message));
        Assert.Equal("Write one text: drop: \"a, b\".", problem.Remedy);
    }

    [Theory]
    [InlineData(
        "data: { source: idx, path: m }\nstudent: { model: mlp }",
        1,
        1,
        "teacher",
        "missing: expected a teacher, as soft-targets learns from one"
    )]
    [InlineData("teacher: { train: { model: mlp } }\nstudent: { model: mlp }", 1, 1, "data", "missing: expected a section")]
    [InlineData("data: { path: m }\nteacher: { onnx: t.onnx }\nstudent: { model: mlp }", 1, 7, "data.source", "missing: expected")]
    [InlineData(
        "data: { source: idy, path: m }\nteacher: { onnx: t.onnx }\nstudent: { model: mlp }",
        1,
        17,
        "data.source",
        "unknown source 'idy'; nearest: 'idx'"
    )]
    [InlineData(
        "data: { source: idx, path: m, validation: 1 }\nteacher: { onnx: t.onnx }\nstudent: { model: mlp }",
        1,
        43,
        "data.validation",
        "above 0 and below 1"
    )]
    [InlineData(
        "data: { source: idx, path: m, normalize: { mean: [1, 2], std: [1] } }\nteacher: { onnx: t.onnx }\nstudent: { model: mlp }",
        1,
        58,
        "data.normalize.std",
        "as many numbers as in mean (2), received 1"
    )]
    [InlineData(
        "data: { source: idx, path: m, normalize: { mean: [1], std: [0] } }\nteacher: { onnx: t.onnx }\nstudent: { model: mlp }",
        1,
        61,
        "data.normalize.std.0",
        "above 0"
    )]
    [InlineData(
        "data: { source: idx, path: m, normalize: yes }\nteacher: { onnx: t.onnx }\nstudent: { model: mlp }",
        1,
        42,
        "data.normalize",
        "expected auto, none, or a section with mean and std"
    )]
    [InlineData(
        "data: { source: idx, path: m, augment: { shitf: 2 } }\nteacher: { onnx: t.onnx }\nstudent: { model: mlp }",
        1,
        42,
        "data.augment.shitf",
        "unknown augmentation 'shitf'; nearest: 'shift'"
    )]
    [InlineData(
        "data: { source: idx, path: m, augment: { shift: -2 } }\nteacher: { onnx: t.onnx }\nstudent: { model: mlp }",
        1,
        49,
        "data.augment.shift",
        "received '-2'"
    )]
    [InlineData(
        "data: { source: idx, path: m, augment: 2 }\nteacher: { onnx: t.onnx }\nstudent: { model: mlp }",
        1,
        40,
        "data.augment",
        "received '2'"
    )]
    [InlineData(
        "data: { source: idx, path: m }\nteacher: {}\nstudent: { model: mlp }",
        2,
        10,
        "teacher",
        "expected a teacher: onnx, train or both; received neither"
    )]
    [InlineData(
        "data: { source: idx, path: m }\nteacher: { train: { epochs: 5 } }\nstudent: { model: mlp }",
        2,
        19,
        "teacher.train.model",
        "missing: expected an architecture to train"
    )]
    [InlineData(
        "data: { source: idx, path: m }\nteacher: { onnx: t.onnx, train: { model: mlp } }\nstudent: { model: mlp }",
        2,
        35,
        "teacher.train.model",
        "another is named here"
    )]
    [InlineData("data: { source: idx, path: m }\nteacher: { onnx: '' }\nstudent: { model: mlp }", 2, 18, "teacher.onnx", "received ''")]
    [InlineData(
        "data: { source: idx, path: m }\nteacher: [{ onnx: a }, { onnx: b }]\nstudent: { model: mlp }",
        2,
        10,
        "teacher",
        "expected a section, received a list of 2"
    )]
    [InlineData(
        "data: { source: idx, path: m }\nteacher: { onnx: t.onnx }\nstudent: {}",
        3,
        10,
        "student",
        "expected a student: model or onnx; received neither"
    )]
    [InlineData(
        "data: { source: idx, path: m }\nteacher: { onnx: t.onnx }\nstudent: { model: mlp, onnx: s.onnx }",
        3,
        12,
        "student.model",
        "another is named here"
    )]
    [InlineData(
        "data: { source: idx, path: m }\nteacher: { onnx: t.onnx }\nstudent: { onnx: s.onnx, init: { teacher: on } }",
        3,
        26,
        "student.init",
        "brings its weights"
    )]
    [InlineData(
        "data: { source: idx, path: m }\nteacher: { onnx: t.onnx }\nstudent: { onnx: s.onnx, hidden: [5] }",
        3,
        26,
        "student.hidden",
        "'hidden' belongs to model 'mlp' and 'bi-lstm' and 'bag-of-embeddings'; no model is named here"
    )]
    [InlineData(
        "data: { source: idx, path: m }\nteacher: { onnx: t.onnx }\nstudent: { model: mlp, init: {} }",
        3,
        30,
        "student.init",
        "expected onnx or teacher, received neither"
    )]
    [InlineData(
        "data: { source: idx, path: m }\nteacher: { onnx: t.onnx }\nstudent: { model: mlp, init: { onnx: a, teacher: on } }",
        3,
        41,
        "student.init.teacher",
        "both are named"
    )]
    [InlineData(
        "data: { source: idx, path: m }\nteacher: { onnx: t.onnx }\nstudent: { model: mlpp, hidden: [5] }",
        3,
        19,
        "student.model",
        "unknown model 'mlpp'; nearest: 'mlp'; known: mlp, tabular-resnet, lightgbm, cnn, resnet, resnet-imagenet, mobilenet, encoder, text-cnn, bi-lstm, bag-of-embeddings, static-embedding, fcn, unet, lraspp, detector"
    )]
    [InlineData(
        "data: { source: idx, path: m }\nteacher: { onnx: t.onnx }\nstudent: { model: resnet, depth: 21 }",
        3,
        34,
        "student.depth",
        "6n + 2: 8, 14, 20"
    )]
    [InlineData(
        "data: { source: idx, path: m }\nteacher: { onnx: t.onnx }\nstudent: { model: resnet, shortcut: padd }",
        3,
        37,
        "student.shortcut",
        "unknown shortcut 'padd'; nearest: 'pad'; known: projection, pad"
    )]
    [InlineData(
        "data: { source: idx, path: m }\nteacher: { onnx: t.onnx }\nstudent: { model: mlp, hidden: [800, 0] }",
        3,
        38,
        "student.hidden.1",
        "(1 to 65536), received '0'"
    )]
    [InlineData(
        "data: { source: idx, path: m }\nteacher: { onnx: t.onnx }\nstudent: { model: mlp, hidden: { a: 1 } }",
        3,
        32,
        "student.hidden",
        "expected a list of whole numbers"
    )]
    [InlineData(
        "data: { source: idx, path: m }\nteacher: { onnx: t.onnx }\nstudent: { model: mlp, dropout: 1 }",
        3,
        33,
        "student.dropout",
        "(at least 0 and below 1)"
    )]
    public void A_wrong_recipe_is_named_at_its_place(string recipe, int line, int column, string path, string message)
    {
        var problem = Assert.Single(Problems(recipe));

        Assert.Equal((line, column, path), (problem.Line, problem.Column, problem.Path));
        Assert.Contains(message, problem.Message, StringComparison.Ordinal);
        Assert.NotEmpty(problem.Remedy);
    }

    [Fact]
    public void A_comma_for_the_decimal_point_is_recognised()
    {
        var problem = Assert.Single(Problems("training:\n  momentum: 0,9\n" + Smallest.Yaml));

        Assert.Equal((2, 13), (problem.Line, problem.Column));
        Assert.Equal("Write the decimal point as '.': 0.9.", problem.Remedy);
    }

    [Theory]
    [InlineData("epochs: 5", "Move 'epochs' into 'training', indented.")]
    [InlineData("momentum: 0.9", "Move 'momentum' into 'training', indented.")]
    [InlineData("training: { epochs 5 }", "Write 'epochs: 5'.")]
    [InlineData("training: { epochs=5 }", "Write 'epochs: 5'.")]
    [InlineData("training: { momentum: 0,9 }", "In braces a comma ends a value; write the decimal point as '.'.")]
    [InlineData("training: { epoch: 5 }", "Correct or remove 'epoch'.")]
    public void The_remedy_fits_the_slip(string section, string remedy) =>
        Assert.Equal(remedy, Assert.Single(Problems(section + "\n" + Smallest.Yaml)).Remedy);

    [Fact]
    public void A_wrong_value_of_training_is_reported_once_though_the_teacher_inherits_it() =>
        Assert.Single(Problems(Smallest.With("training: { batch: 0 }")));

    [Fact]
    public void The_keys_of_a_misspelt_model_are_no_problems_of_their_own() =>
        Assert.Single(
            Problems("data: { source: idx, path: m }\nteacher: { onnx: t.onnx }\nstudent: { model: resnett, depth: 20, width: 2 }")
        );

    internal static IReadOnlyList<RecipeProblem> Problems(string yaml, params string[] overrides) =>
        Assert.Throws<RecipeException>(() => RecipeReader.ReadText(yaml, "recipe.yaml", overrides)).Problems;
}
