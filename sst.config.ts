// SST reads this file in two passes and forbids imports at its top; the parts are loaded where they are used.
export default $config({
  async app(input) {
    const { appOf } = await import('./infra/stage-policy.ts');
    return appOf(input?.stage);
  },
  async run() {
    const { deploy } = await import('./infra/index.ts');
    return deploy();
  },
});
