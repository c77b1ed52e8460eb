using AcsFunctions.AcsEmulator.Tool;

return await EmulatorProgram.RunAsync(args, Console.Out, Console.Error);
