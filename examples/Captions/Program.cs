using Captions;

// Trains a network that describes pictures of two figures, and tests it with new ones, some of them of combinations that it has never seen.
new Experiment(Console.Out).Run(trainCount: 8_000, testCount: 500, epochs: 12);
