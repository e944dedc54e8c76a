// The ESM build of ChatUI comes without types of its own; those of its CommonJS build are the same.
declare module "@chatui/core/es/components/Bubble" {
  export * from "@chatui/core/lib/components/Bubble";
}
declare module "@chatui/core/es/components/Button" {
  export * from "@chatui/core/lib/components/Button";
}
declare module "@chatui/core/es/components/Card" {
  export * from "@chatui/core/lib/components/Card";
}
declare module "@chatui/core/es/components/Icon" {
  export * from "@chatui/core/lib/components/Icon";
}
declare module "@chatui/core/es/components/Progress" {
  export * from "@chatui/core/lib/components/Progress";
}
declare module "@chatui/core/es/components/Stepper" {
  export * from "@chatui/core/lib/components/Stepper";
}
declare module "@chatui/core/es/components/Typing" {
  export * from "@chatui/core/lib/components/Typing";
}
