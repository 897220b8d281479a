using Decant;
using Decant.Engine.Graphs;
using Decant.Engine.Inference;
using Decant.Losses;
using Decant.Pipeline;
using Decant.Recipes;
using Decant.Training.Optimizers;

// Data, augmentation, task, architecture and a loss of one's own. A run that was stopped continues when the program is started again.
TrainingSettings training = new()
{
    Optimizer = new AdamW { LearningRate = 0.01 },
    SimilarLength = "T",
};
RunOutcome run = await Distiller
    .Create()
    .Task(new VisitTask())
    .Data(
        new DataSettings
        {
            Source = new VisitSource(8000),
            Augment = new() { Steps = [new ForgetThings(0.1)] },
        }
    )
    .Teacher(new VisitNetwork(32))
    .Student(new VisitNetwork(4))
    .Loss(new SoftTargetsLoss(), weight: 1)
    .Loss(new PriceLoss(), weight: 0.1)
    .Loss(new HardLabelsLoss(), weight: 0.1)
    .Training(training)
    .Output("runs/own-task", resume: true)
    .RunAsync();
Console.WriteLine(run.Verdict);

// One visit: what is known of the visitor, and three things. The file answers by the names of its heads.
using Model model = run.LoadStudent();
IReadOnlyDictionary<string, Tensor> answers = model.Run(
    new Dictionary<string, Tensor>
    {
        ["facts"] = Tensor.From<float>([0.2f, 0.9f, 0.5f], 1, 3),
        ["things"] = Tensor.From<long>([6, 5, 6], 1, 3),
        ["things.mask"] = Tensor.From<float>([1, 1, 1], 1, 3),
    }
);
Console.WriteLine($"bought: {answers["probabilities"].Span<float>()[1]:P0}, for {answers["price"].Span<float>()[0]:0.00} euros");
