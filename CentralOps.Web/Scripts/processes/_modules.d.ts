declare module 'bpmn-js-i18n/translations/zn.js' {
  const texts: Record<string, string>;
  export default texts;
}
