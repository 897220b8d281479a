using Decant.Engine.Graphs;
using Decant.Engine.Inference;
using Decant.Losses;
using Decant.Pipeline;
using Decant.Recipes;
using Decant.Training.Optimizers;
using OwnTask;

// Everything below is the program's own: data, augmentation, task, architecture, one of the losses. A run that was stopped
// continues when the program is started again.
TrainingSettings training = new()
{
    Epochs = 30,
    Batch = 32,
    Optimizer = new AdamW { LearningRate = 0.01 },
    SimilarLength = "T",
};
Recipe recipe = new()
{
    Task = new VisitTask(),
    Data = new DataSettings
    {
        Source = new VisitSource(2000),
        Augment = new AugmentSettings { Steps = [new ForgetThings(0.1)] },
    },
    Teacher = new TeacherSettings
    {
        Train = new TeacherTrainingSettings { Model = new VisitNetwork(32), Training = training },
    },
    Student = new StudentSettings { Model = new VisitNetwork(4) },
    Losses = [new SoftTargetsLoss { Weight = 1 }, new PriceLoss { Weight = 0.1 }, new HardLabelsLoss { Weight = 0.1 }],
    Training = training,
};

RunOutcome outcome = Distillation.Run(
    recipe,
    new RunSettings
    {
        Name = "own-task",
        OutputFolder = "runs/own-task",
        Resume = true,
    }
);
Console.WriteLine(outcome.Verdict);

// One visit: what is known of the visitor, and three things. The file answers by the names of its heads.
using Model model = Model.Load(Path.Combine(outcome.Folder, "student.onnx"));
IReadOnlyDictionary<string, Tensor> answers = model.Run(
    new Dictionary<string, Tensor>
    {
        ["facts"] = Tensor.From<float>([0.2f, 0.9f, 0.5f], 1, 3),
        ["things"] = Tensor.From<long>([6, 5, 6], 1, 3),
        ["things.mask"] = Tensor.From<float>([1, 1, 1], 1, 3),
    }
);
Console.WriteLine($"bought: {answers["probabilities"].Span<float>()[1]:P0}, for {answers["price"].Span<float>()[0]:0.00} euros");
