namespace Decant.Recipes;

/// <summary>Every scheme, for the documentation.</summary>
internal static class Schemes
{
    /// <summary>All of them, those about teachers first, then students, then data.</summary>
    public static IReadOnlyList<Scheme> All { get; } =
    [
        new(
            "ensemble",
            "teacher.ensemble",
            "Several teachers, of any kinds, answer as one: the mean of probabilities or of logits, or weighted by "
                + "each one's confidence (`combine`). Its own score is reported.",
            "teacher: { ensemble: [{ onnx: a.onnx }, { train: { model: cnn } }], combine: confidence }",
            "Hinton, Vinyals, Dean 2015, arXiv:1503.02531"
        ),
        new(
            "teacher assistants",
            "assistants",
            "Networks between teacher and student learn one from the other, the student from the last.",
            "assistants: [{ model: mlp, hidden: [400] }, { model: mlp, hidden: [100] }]",
            "Mirzadeh et al. 2019, arXiv:1902.03393"
        ),
        new(
            "moving average as teacher",
            "teacher.average",
            "The teacher is the moving average of the student's own weights.",
            "teacher: { average: 0.999 }",
            "Tarvainen, Valpola 2017, arXiv:1703.01780"
        ),
        new(
            "born-again generations",
            "student.generations",
            "The student is trained anew, each time from the student before.",
            "student: { model: mlp, generations: 3 }",
            "Furlanello et al. 2018, arXiv:1805.04770"
        ),
        new(
            "self-distillation",
            "losses: exits",
            "Exits at inner layers learn the labels and what the student's own last exit answers.",
            "losses: [exits: { at: [layer1.active] }, hard-labels: { weight: 1 }]",
            "Zhang et al. 2019, arXiv:1905.08094"
        ),
        new(
            "mutual learning",
            "losses: peers",
            "Networks like the student, with other initial weights, learn together with it and from one another.",
            "losses: [peers: { count: 3 }, hard-labels: { weight: 1 }]",
            "Zhang et al. 2017, arXiv:1706.00384"
        ),
        new(
            "hint stage",
            "hint-stage",
            "A stage before the main one, in which the student learns from hints alone.",
            "hint-stage: { epochs: 5, losses: [hint: { teacher: layer2.active, student: layer1.active }] }",
            "Romero et al. 2014, arXiv:1412.6550"
        ),
        new(
            "fine-tuning",
            "fine-tune",
            "A stage after the main one, in which the student learns the task's labels, on the same data or on others.",
            "fine-tune: { epochs: 5, learning-rate: 0.001, data: { source: digits } }",
            "Turc et al. 2019, arXiv:1908.08962"
        ),
        new(
            "freezing",
            "student.freeze",
            "Parameters of the student stay as they are.",
            "student: { onnx: small.onnx, freeze: ['layer1*'] }"
        ),
        new(
            "function matching",
            "soft-targets.views",
            "Teacher and student see the same augmented view, of which there are so many; a store keeps the answers to all of them.",
            "soft-targets: { store: auto, views: 8 }",
            "Beyer et al. 2021, arXiv:2106.05237"
        ),
        new(
            "out-of-fold answers",
            "soft-targets.folds",
            "Each sample is answered by a teacher that was trained on the others, so that no teacher repeats a "
                + "label that it has learnt by heart.",
            "soft-targets: { store: auto, folds: 5 }",
            "Wolpert 1992, Stacked generalization, Neural Networks 5"
        ),
        new(
            "few labels",
            "data.labelled",
            "Of the other samples the student sees only what the teacher says; 0 for no labels at all.",
            "data: { source: digits, labelled: 0.1 }",
            "Hinton, Vinyals, Dean 2015, arXiv:1503.02531"
        ),
        new(
            "samples without labels",
            "data.unlabelled",
            "Further samples join the student's own; the teacher tells what they are.",
            "data: { source: digits, unlabelled: { source: digits, train-images: 5000 } }",
            "Bucila, Caruana, Niculescu-Mizil 2006, Model Compression, KDD"
        ),
        new(
            "confidence filter",
            "data.confidence",
            "Samples without a label of which the teacher is less sure are left out.",
            "data: { source: digits, labelled: 0.1, confidence: 0.9 }",
            "Sohn et al. 2020, arXiv:2001.07685"
        ),
        new(
            "fewer samples",
            "data.fraction",
            "Only a share of the training samples is used.",
            "data: { source: digits, fraction: 0.03 }",
            "Hinton, Vinyals, Dean 2015, arXiv:1503.02531"
        ),
        new(
            "omitted classes",
            "data.omit",
            "The student never sees samples of these classes; what it knows of them comes through the teacher's answers on others.",
            "data: { source: digits, omit: ['3'] }",
            "Hinton, Vinyals, Dean 2015, arXiv:1503.02531"
        ),
    ];
}
