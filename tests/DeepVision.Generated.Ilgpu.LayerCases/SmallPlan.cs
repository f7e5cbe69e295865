#if SMALL_PLAN
using DeepVision.Generated.Runtime.Ilgpu;

[assembly: IlgpuPlan(IlgpuPlanSize.Small)]
#endif
